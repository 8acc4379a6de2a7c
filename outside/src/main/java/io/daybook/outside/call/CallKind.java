package io.daybook.outside.call;

import io.daybook.outside.IdempotencyKey;
import io.daybook.schema.Command;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.order.OrderRelated;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One kind of call to the outside.
 *
 * @param intent the event that asks for it
 * @param action what is parked when it does not succeed; null when no fulfilment waits for it
 * @param repeatable whether the other side recognizes a repeated key; a call that is not repeatable
 *     is never made again when its outcome is not known
 * @param key the same whenever the same work is meant
 * @param perform makes the call and answers the command that records its outcome
 * @param giveUp the command that records that an operator gave it up, if one is needed
 * @param undoes the key of the call that need not be made any more when this one is asked for, or
 *     null when there is none
 */
public record CallKind<E extends OrderRelated>(
    Class<E> intent,
    Port port,
    @Nullable FulfilmentAction action,
    boolean repeatable,
    Function<E, IdempotencyKey> key,
    Performer<E> perform,
    BiFunction<E, String, Optional<Command>> giveUp,
    Function<E, @Nullable IdempotencyKey> undoes) {

  /** A kind that undoes no other. */
  public CallKind(
      Class<E> intent,
      Port port,
      @Nullable FulfilmentAction action,
      boolean repeatable,
      Function<E, IdempotencyKey> key,
      Performer<E> perform,
      BiFunction<E, String, Optional<Command>> giveUp) {
    this(intent, port, action, repeatable, key, perform, giveUp, _ -> null);
  }

  /** The same, where it lets go of whatever another call may have done. */
  public CallKind<E> undoing(Function<E, @Nullable IdempotencyKey> other) {
    return new CallKind<>(intent, port, action, repeatable, key, perform, giveUp, other);
  }

  /** Makes a call. */
  @FunctionalInterface
  public interface Performer<E> {
    /**
     * Makes the call, outside any transaction.
     *
     * @param attempt what is known of the attempts before this one
     * @return the command that records the outcome, if one is needed
     * @throws NotDoneException when the work was certainly not done
     * @throws NotYetException when the other side has not decided yet
     * @throws KeySpentException when the outcome is not known and the key cannot tell it
     * @throws RefusedException when the work is refused for good and a person must decide
     * @throws RuntimeException when the outcome is not known
     */
    Optional<Command> perform(E intent, Attempt attempt);
  }

  /** The key of an event of any type; the caller has looked for the kind by the event's class. */
  IdempotencyKey keyOf(OrderRelated event) {
    return key.apply(intent.cast(event));
  }

  Optional<Command> perform(OrderRelated event, Attempt attempt) {
    return perform.perform(intent.cast(event), attempt);
  }

  /** The key of the call that an event undoes. */
  @Nullable IdempotencyKey undoneBy(OrderRelated event) {
    return undoes.apply(intent.cast(event));
  }

  Optional<Command> giveUp(OrderRelated event, String reason) {
    return giveUp.apply(intent.cast(event), reason);
  }
}
