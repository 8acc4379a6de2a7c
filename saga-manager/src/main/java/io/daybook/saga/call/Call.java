package io.daybook.saga.call;

import io.daybook.saga.IdempotencyKey;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderRelated;
import java.util.function.Supplier;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * A call that an event asked for.
 *
 * @param reading reads the event; fails when this release does not know it
 * @param origin carries the event's id and metadata, whatever became of its type
 * @param attempts how often it was tried, this time included
 * @param wasInDoubt whether an earlier attempt ended without our knowing how
 * @param lastFailure what went wrong the last time
 */
record Call(
    IdempotencyKey key,
    OrderId orderId,
    Port port,
    @Nullable FulfilmentAction action,
    Supplier<OrderRelated> reading,
    EventMessage<?> origin,
    int attempts,
    boolean wasInDoubt,
    @Nullable String lastFailure) {

  /** The event. */
  OrderRelated intent() {
    return reading.get();
  }
}
