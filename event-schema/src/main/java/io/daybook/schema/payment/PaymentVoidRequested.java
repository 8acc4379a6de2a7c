package io.daybook.schema.payment;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;

/**
 * The provider shall let go of the money it holds, if it does; a policy calls it because of this
 * event.
 */
@Revision("1")
public record PaymentVoidRequested(PaymentId paymentId, OrderId orderId) implements PaymentEvent {}
