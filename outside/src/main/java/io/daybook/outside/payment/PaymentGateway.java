package io.daybook.outside.payment;

import io.daybook.outside.IdempotencyKey;
import io.daybook.outside.call.Past;
import io.daybook.schema.order.PaymentToken;
import io.daybook.schema.payment.PaymentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The payment provider. A call that throws has an unknown outcome: it is repeated with the same key
 * while the provider knows the key, and asked for in the provider's books afterwards. A refusal is
 * an answer, never an exception, and what is not decided yet is no outcome.
 */
public interface PaymentGateway {

  /**
   * Holds {@code amount} on the card behind the token.
   *
   * @throws io.daybook.outside.call.KeySpentException when the key may bring this error for ever
   */
  Authorization authorize(Past past, PaymentId payment, PaymentToken token, Money amount);

  /**
   * Asks what was begun for a payment, and changes nothing. The provider's lists know neither our
   * payment nor our keys, so all of them is read that was begun from {@code since} to {@code
   * until}.
   *
   * @return what still holds money first; empty when nothing was asked
   */
  List<Authorization> asked(PaymentId payment, Instant since, Instant until);

  /**
   * Takes {@code amount} of what is held under {@code reference}.
   *
   * @throws io.daybook.outside.call.KeySpentException when the key may bring this error for ever
   */
  Answer capture(IdempotencyKey key, String reference, Money amount);

  /** Asks what became of a capture; nothing when all is held as before. */
  Optional<Answer> captured(String reference);

  /**
   * Lets go of what is held under {@code reference}, as it is found; what was taken of it is paid
   * back.
   *
   * @throws io.daybook.outside.call.KeySpentException when the key may bring this error for ever
   */
  Answer letGo(Past past, String reference);

  /**
   * Pays back {@code amount} of what was captured under {@code reference}.
   *
   * @throws io.daybook.outside.call.KeySpentException when the key may bring this error for ever
   */
  Answer refund(Past past, String reference, Money amount);

  /** Asks what became of a refund; nothing when it was not asked for. */
  Optional<Answer> refunded(Past past, String reference, Money amount);

  /**
   * Which call a webhook brings news of.
   *
   * @return its event's id and the call's key, or nothing when it is about something else
   * @throws ForgedException when its signature is not the provider's
   */
  Optional<News> read(String body, String signature) throws ForgedException;

  /**
   * What was begun from {@code since} to {@code until}, both included, page by page, the newest
   * first; each entry as it is now. Seconds are the finest that the provider tells apart.
   *
   * @param after where the page before says that the next begins, or null for the first page
   */
  Page list(Instant since, Instant until, @Nullable String after);

  /**
   * Of what money was paid back from {@code since} to {@code until}, whenever it was begun; page by
   * page, the latest refund first, and once for each refund.
   *
   * @param after where the page before says that the next begins, or null for the first page
   */
  Page listRefunded(Instant since, Instant until, @Nullable String after);

  /** What the provider knows under a reference, or nothing when it does not know it. */
  Optional<Entry> find(String reference);

  /**
   * A page of the provider's books.
   *
   * @param next where the next page begins, or null when this is the last
   */
  record Page(List<Entry> entries, @Nullable String next) {
    public Page {
      entries = List.copyOf(entries);
    }
  }

  /**
   * A payment in the provider's books.
   *
   * @param paymentId our name for it as we gave it along, or null when the provider has none
   * @param held what could still be taken
   * @param captured what was taken, also when it was paid back later
   * @param refunded what was paid back
   */
  record Entry(
      String reference,
      @Nullable String paymentId,
      Money held,
      Money captured,
      Money refunded,
      Instant created) {}

  /** Somebody else than the provider has written this, or something on the way has changed it. */
  final class ForgedException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** News of a call. */
  record News(String eventId, IdempotencyKey key) {}

  /** The provider's answer to {@link #authorize}. */
  sealed interface Authorization {
    /** The money is held, or was; {@code reference} is the provider's name for it. */
    record Authorized(String reference) implements Authorization {}

    /** It is not decided yet. */
    record Pending(String reference) implements Authorization {}

    /** The money is not held. */
    record Declined(String reason) implements Authorization {}
  }

  /** The provider's answer to what is asked of money that it holds or has taken. */
  sealed interface Answer {
    /** It is done. */
    record Done() implements Answer {}

    /** It is not decided yet. */
    record Pending(String what) implements Answer {}

    /** It is not done, and will not be. */
    record Refused(String reason) implements Answer {}
  }
}
