package io.daybook.saga.payment;

import io.daybook.saga.IdempotencyKey;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.payment.PaymentToken;
import java.util.Optional;
import org.joda.money.Money;

/**
 * The payment provider. A call that throws has an unknown outcome and is repeated with the same key
 * until it is known; a refusal is an answer, never an exception.
 */
public interface PaymentGateway {

  /** Holds {@code amount} on the card behind the token. */
  Authorization authorize(IdempotencyKey key, PaymentId payment, PaymentToken token, Money amount);

  /** Takes {@code amount} of what is held under {@code reference}. */
  Capture capture(IdempotencyKey key, String reference, Money amount);

  /** Lets go of what is held under {@code reference}; what was taken of it is paid back. */
  void letGo(IdempotencyKey key, String reference);

  /** Pays back {@code amount} of what was captured under {@code reference}. */
  void refund(IdempotencyKey key, String reference, Money amount);

  /**
   * Which call a webhook brings news of.
   *
   * @return its event's id and the call's key, or nothing when it is about something else
   * @throws IllegalArgumentException when its signature is not the provider's
   */
  Optional<News> read(String body, String signature);

  /** News of a call. */
  record News(String eventId, IdempotencyKey key) {}

  /** The provider's answer to {@link #authorize}. */
  sealed interface Authorization {
    /** The money is held; {@code reference} is the provider's name for it. */
    record Authorized(String reference) implements Authorization {}

    /** The money is not held. */
    record Declined(String reason) implements Authorization {}
  }

  /** The provider's answer to {@link #capture}. */
  sealed interface Capture {
    /** The money is taken. */
    record Captured() implements Capture {}

    /** The money is not taken. */
    record Failed(String reason) implements Capture {}
  }
}
