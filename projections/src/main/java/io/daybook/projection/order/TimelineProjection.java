package io.daybook.projection.order;

import io.daybook.projection.PayloadJson;
import io.daybook.projection.ReadTable;
import io.daybook.projection.ReadTables;
import io.daybook.projection.Row;
import io.daybook.schema.order.OrderRelated;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;

/** Posts every event on behalf of an order, from whichever stream, to {@code timeline}. */
class TimelineProjection {
  private final ReadTable timeline;
  private final PayloadJson json;

  TimelineProjection(ReadTables tables, PayloadJson json) {
    this.timeline = tables.table("timeline");
    this.json = json;
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
            .set("causation_id", origin.get("causation_id"))
            .set("payload", json.of(message)));
  }
}
