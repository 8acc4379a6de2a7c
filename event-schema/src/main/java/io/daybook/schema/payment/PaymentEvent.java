package io.daybook.schema.payment;

import io.daybook.schema.order.OrderRelated;

/**
 * What can happen to the payment of an order. {@code …Requested} is written before the provider is
 * called, the outcome after it has answered.
 */
public sealed interface PaymentEvent extends OrderRelated
    permits PaymentAuthorizationRequested,
        PaymentAuthorized,
        PaymentDeclined,
        PaymentCaptureRequested,
        PaymentCaptured,
        PaymentCaptureFailed,
        PaymentVoidRequested,
        PaymentVoided,
        PaymentRefundRequested,
        PaymentRefunded,
        PaymentRefundFailed {

  /** The payment. */
  PaymentId paymentId();
}
