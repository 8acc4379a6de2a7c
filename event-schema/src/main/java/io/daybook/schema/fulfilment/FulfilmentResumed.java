package io.daybook.schema.fulfilment;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;

/** An operator has the action tried again. */
@Revision("1")
public record FulfilmentResumed(FulfilmentId fulfilmentId, OrderId orderId, FulfilmentAction action)
    implements FulfilmentEvent {}
