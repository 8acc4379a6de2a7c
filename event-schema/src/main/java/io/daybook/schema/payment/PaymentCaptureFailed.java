package io.daybook.schema.payment;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;

/** The provider could not take the money it held; the fulfilment undoes what it has done. */
@Revision("1")
public record PaymentCaptureFailed(PaymentId paymentId, OrderId orderId, String reason)
    implements PaymentEvent {}
