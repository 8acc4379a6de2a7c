package io.daybook.schema.fulfilment;

import io.daybook.schema.Personal;
import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;

/**
 * An operator has decided that the action is not tried again. One that goes forward counts as
 * failed, so the order is undone; one that undoes counts as done, by hand; a new address that is
 * given up is refused. See {@link FulfilmentAction#givingUp()}.
 */
@Revision("2")
public record FulfilmentActionSkipped(
    FulfilmentId fulfilmentId, OrderId orderId, FulfilmentAction action, @Personal String reason)
    implements FulfilmentEvent {}
