package io.daybook.saga.payment;

import io.daybook.saga.IdempotencyKey;
import io.daybook.schema.payment.PaymentToken;
import org.joda.money.Money;

/**
 * The payment provider. A call that throws has an unknown outcome and is repeated with the same key
 * until it is known; a refusal is an answer, never an exception.
 */
public interface PaymentGateway {

  /** Holds {@code amount} on the card behind the token. */
  Authorization authorize(IdempotencyKey key, PaymentToken token, Money amount);

  /** Takes {@code amount} of what is held under {@code reference}. */
  Capture capture(IdempotencyKey key, String reference, Money amount);

  /**
   * Lets go of whatever the call with {@code authorizationKey} held; also right when it held
   * nothing.
   */
  void release(IdempotencyKey authorizationKey);

  /** Pays back {@code amount} of what was captured under {@code reference}. */
  void refund(IdempotencyKey key, String reference, Money amount);

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
