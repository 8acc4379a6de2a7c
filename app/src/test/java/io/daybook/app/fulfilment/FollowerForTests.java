package io.daybook.app.fulfilment;

import io.daybook.saga.fulfilment.Cancelling;
import io.daybook.saga.fulfilment.Decision;
import io.daybook.saga.fulfilment.Delivering;
import io.daybook.saga.fulfilment.Ended;
import io.daybook.saga.fulfilment.Forward;
import io.daybook.saga.fulfilment.Fulfilment;
import io.daybook.saga.fulfilment.Picking;
import io.daybook.saga.fulfilment.Undoing;
import io.daybook.schema.fulfilment.FulfilmentId;
import io.daybook.schema.fulfilment.ParkFulfilment;
import io.daybook.schema.fulfilment.ReportOverdue;
import io.daybook.schema.inventory.ReserveStock;
import io.daybook.schema.order.ConfirmOrder;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.payment.CapturePayment;
import io.daybook.schema.shipping.StartPicking;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The processor of the saga: follows the log in order and sends what is decided. A batch that is
 * lost sets it back, and not what it has sent.
 */
final class FollowerForTests {
  /** What goes forward and opens no aggregate, so that there is a state that may refuse it. */
  private static final Set<Class<?>> FORWARD =
      Set.of(ReserveStock.class, CapturePayment.class, ConfirmOrder.class, StartPicking.class);

  private final AggregatesForTests aggregates;
  private final List<@Nullable Fulfilment> states = new ArrayList<>();

  FollowerForTests(AggregatesForTests aggregates) {
    this.aggregates = aggregates;
  }

  @Nullable Fulfilment fulfilment() {
    return states.isEmpty() ? null : states.getLast();
  }

  boolean hasEnded() {
    return fulfilment() != null && fulfilment().hasEnded();
  }

  /** Whether it waits for people, or for nothing. */
  boolean rests() {
    return switch (Objects.requireNonNull(fulfilment()).progress()) {
      case Picking _, Delivering _, Ended _ -> true;
      case Forward _, Undoing _, Cancelling _ -> false;
    };
  }

  boolean hasFollowedAll() {
    return states.size() == aggregates.log().size();
  }

  /** Follows the next event. */
  void follow() {
    follow(Integer.MAX_VALUE, _ -> false);
  }

  /** Follows the next event, and is killed when it has sent so many of the commands. */
  void dieWhileFollowing(int sent) {
    var before = states.size();
    follow(sent, _ -> false);
    setBack(states.size() - before);
  }

  /**
   * Follows the next event while the domain refuses what is asked for here, as with a bug: an
   * operator decides.
   */
  void followRefused() {
    follow(Integer.MAX_VALUE, command -> FORWARD.contains(command.getClass()));
  }

  /** The latest events were followed in a batch that is lost. */
  void setBack(int events) {
    for (int i = 0; i < events && !states.isEmpty(); i++) {
      states.removeLast();
    }
  }

  /** Reports a deadline, if one runs; ours have followed the log, so its answer is not in it. */
  void reportOverdue() {
    var now = fulfilment();
    if (hasFollowedAll() && now != null && now.hasDeadline()) {
      aggregates.send(
          new ReportOverdue(new FulfilmentId(now.job().orderId()), now.progress().action()));
    }
  }

  private void follow(int sending, Predicate<Object> refuses) {
    if (hasFollowedAll()) {
      return;
    }
    var event = aggregates.log().get(states.size());
    var decision = decide(event);
    if (decision == null) {
      states.add(fulfilment());
      return;
    }
    states.add(decision.next());
    var now = decision.next();
    var here = now.progress().commands(now.job());
    var refused =
        decision.commands().stream()
            .limit(sending)
            .filter(one -> here.contains(one) && refuses.test(one) || !aggregates.send(one))
            .toList();
    if (!refused.isEmpty()) {
      park(now, "refused " + refused.getFirst());
    }
  }

  private void park(Fulfilment now, String reason) {
    aggregates.send(
        new ParkFulfilment(
            new FulfilmentId(now.job().orderId()), now.progress().action(), reason, 1));
  }

  /** What follows, or null before the order is placed and after its end, when there is no saga. */
  private @Nullable Decision decide(OrderRelated event) {
    var now = fulfilment();
    if (now == null) {
      return event instanceof OrderPlaced placed ? Fulfilment.start(placed) : null;
    }
    return now.hasEnded() ? null : now.on(event);
  }
}
