package io.daybook.schema.fulfilment;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;

/**
 * An action did not succeed, however often it was tried: the fulfilment waits for an operator.
 * Other orders go on.
 *
 * @param attempts how often it was tried
 */
@Revision("1")
public record FulfilmentParked(
    FulfilmentId fulfilmentId,
    OrderId orderId,
    FulfilmentAction action,
    String reason,
    int attempts)
    implements FulfilmentEvent {}
