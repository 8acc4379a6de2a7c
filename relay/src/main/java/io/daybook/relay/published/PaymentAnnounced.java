package io.daybook.relay.published;

import io.daybook.schema.order.OrderId;
import io.daybook.schema.payment.RefundId;
import org.joda.money.Money;

/** What is told of the payment of an order; there is one for each order. */
public sealed interface PaymentAnnounced extends IntegrationEvent {

  /** The order. */
  OrderId orderId();

  @Override
  default String subject() {
    return orderId().toString();
  }

  /** The provider holds the money. */
  @Word("payment.authorized.v1")
  record Authorized(OrderId orderId, Money amount) implements PaymentAnnounced {}

  /** The provider will not hold the money; final. */
  @Word("payment.declined.v1")
  record Declined(OrderId orderId) implements PaymentAnnounced {}

  /** The money is taken. */
  @Word("payment.captured.v1")
  record Captured(OrderId orderId, Money amount) implements PaymentAnnounced {}

  /** The provider could not take the money that it held. */
  @Word("payment.capture-failed.v1")
  record CaptureFailed(OrderId orderId) implements PaymentAnnounced {}

  /** No money is held or will be; final. */
  @Word("payment.voided.v1")
  record Voided(OrderId orderId) implements PaymentAnnounced {}

  /** Money is paid back. */
  @Word("payment.refunded.v1")
  record Refunded(OrderId orderId, RefundId refundId, Money amount) implements PaymentAnnounced {}

  /**
   * The provider could not pay back; somebody looks after it.
   *
   * @param attempt counts the requests to the provider for this refund, from 1
   */
  @Word("payment.refund-failed.v1")
  record RefundFailed(OrderId orderId, RefundId refundId, Money amount, int attempt)
      implements PaymentAnnounced {}
}
