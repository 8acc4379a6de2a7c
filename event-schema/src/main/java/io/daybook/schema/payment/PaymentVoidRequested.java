package io.daybook.schema.payment;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The provider shall let go of the money it holds, if it does; a policy calls it because of this
 * event.
 *
 * @param providerReference the provider's name for what it holds; null when its answer has not been
 *     heard, or when this was written before revision 2
 */
@Revision("2")
public record PaymentVoidRequested(
    PaymentId paymentId, OrderId orderId, @Nullable String providerReference)
    implements PaymentEvent {}
