package io.daybook.projection.order;

import io.daybook.projection.ReadTable;
import io.daybook.projection.ReadTables;
import io.daybook.projection.Row;
import io.daybook.schema.order.OrderRelated;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;

/**
 * Posts a reference to every event on behalf of an order, from whichever stream, to {@code
 * timeline}. What is in the event stays in the log.
 */
class TimelineProjection {
  private final ReadTable timeline;

  TimelineProjection(ReadTables tables) {
    this.timeline = tables.table("timeline");
  }

  @EventHandler
  void on(OrderRelated event, DomainEventMessage<?> message, TrackingToken token) {
    var origin = message.getMetaData();
    timeline.append(
        Row.of("order_id", event.orderId())
            .set("position", token.position().orElseThrow())
            .set("stream", message.getAggregateIdentifier())
            .set("version", message.getSequenceNumber())
            .set("event_id", message.getIdentifier())
            .set("at", message.getTimestamp())
            .set("type", event.getClass().getSimpleName())
            .set("actor", origin.get("actor"))
            .set("correlation_id", origin.get("correlation_id"))
            .set("causation_id", origin.get("causation_id")));
  }
}
