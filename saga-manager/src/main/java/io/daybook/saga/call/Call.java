package io.daybook.saga.call;

import io.daybook.saga.IdempotencyKey;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderRelated;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * A call that an event asked for.
 *
 * @param intent the event, as a message with its metadata
 * @param attempts how often it was tried, this time included
 * @param wasInDoubt whether an earlier attempt ended without our knowing how
 * @param lastFailure what went wrong the last time
 */
record Call(
    IdempotencyKey key,
    OrderId orderId,
    Port port,
    @Nullable FulfilmentAction action,
    EventMessage<? extends OrderRelated> intent,
    int attempts,
    boolean wasInDoubt,
    @Nullable String lastFailure) {}
