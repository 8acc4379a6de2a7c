package io.daybook.projection.order;

import io.daybook.projection.ReadModel;
import io.daybook.projection.ReadTables;
import io.daybook.projection.Row;
import io.daybook.schema.order.OrderRelated;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.springframework.stereotype.Component;

/**
 * Posts every event on behalf of an order, from whichever stream, to {@code
 * order_history.timeline}.
 */
@Component
@ProcessingGroup("order-history")
class TimelineProjection {
  private static final String INSERT =
      """
      insert into order_history.timeline
             (order_id, position, stream, version, event_id, at, type, actor, correlation_id, causation_id,
              payload)
      values (:orderId, :position, :stream, :version, :eventId, :at, :type, :actor, :correlationId,
              :causationId, :payload::jsonb)
      on conflict (order_id, position) do nothing
      """;

  private final ReadTables tables;
  private final Serializer serializer;

  TimelineProjection(ReadTables tables, Serializer serializer) {
    this.tables = tables;
    this.serializer = serializer;
  }

  @EventHandler
  void on(OrderRelated event, DomainEventMessage<?> message, TrackingToken token) {
    var origin = message.getMetaData();
    var row =
        Row.at(message.getTimestamp())
            .with(token)
            .with("orderId", event.orderId())
            .with("stream", message.getAggregateIdentifier())
            .with("version", message.getSequenceNumber())
            .with("eventId", message.getIdentifier())
            .with("type", event.getClass().getSimpleName())
            .with("actor", origin.get("actor"))
            .with("correlationId", origin.get("correlation_id"))
            .with("causationId", origin.get("causation_id"))
            .with("payload", serializer.serialize(event, String.class).getData());
    tables.write(INSERT, row.values());
  }

  @ResetHandler
  void reset() {
    tables.truncate(ReadModel.ORDER_HISTORY);
  }
}
