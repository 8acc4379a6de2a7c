package io.daybook.outside.call;

import io.daybook.outside.IdempotencyKey;
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
 * @param undecided how often the other side has said that it has not decided
 * @param parked whether it is set aside, and tried by itself because the other side was away
 * @param lastFailure what went wrong the last time
 * @param past what is known of its key and of the attempts before this one
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
    int undecided,
    boolean parked,
    @Nullable String lastFailure,
    Past past) {
  private static final int LONGEST_FAILURE = 500;

  /** The first attempt of a call that an event has just asked for. */
  static Call first(CallKind<?> kind, EventMessage<? extends OrderRelated> message) {
    var event = message.getPayload();
    var key = kind.keyOf(event);
    return new Call(
        key,
        event.orderId(),
        kind.port(),
        kind.action(),
        () -> event,
        message,
        1,
        false,
        0,
        false,
        null,
        new Past(key, 1, message.getTimestamp(), null, false));
  }

  /** The event. */
  OrderRelated intent() {
    return reading.get();
  }

  /** A failure in the words of whoever met it: operators read them. */
  static String said(Throwable failure) {
    var message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
  }

  /** What the table keeps of a failure. */
  static @Nullable String shortened(@Nullable String text) {
    return text == null || text.length() <= LONGEST_FAILURE
        ? text
        : text.substring(0, LONGEST_FAILURE);
  }
}
