package io.daybook.schema.fulfilment;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;

/**
 * A deadline has passed while the fulfilment waited for an action. It is an event like any other,
 * so that the saga follows it in its place in the log, after everything that happened before.
 */
@Revision("1")
public record FulfilmentOverdue(FulfilmentId fulfilmentId, OrderId orderId, FulfilmentAction action)
    implements FulfilmentEvent {}
