package io.daybook.schema.fulfilment;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;

/**
 * A parked action needs no operator any more: its answer is known, or the fulfilment goes on
 * without it. A call that is still set aside for it is not made again.
 *
 * @param reason what made it needless
 */
@Revision("1")
public record FulfilmentUnparked(
    FulfilmentId fulfilmentId, OrderId orderId, FulfilmentAction action, String reason)
    implements FulfilmentEvent {}
