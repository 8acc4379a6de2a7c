package io.daybook.projection.audit;

import io.daybook.projection.ReadTable;
import io.daybook.projection.ReadTables;
import io.daybook.projection.Row;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;

/**
 * Posts a reference to every event, of whatever type, to {@code audit_entry}: so the log can be
 * searched by who, what and why without indexes of its own, which every append would pay for.
 */
class AuditProjection {
  private final ReadTable entries;

  AuditProjection(ReadTables tables) {
    this.entries = tables.table("audit_entry");
  }

  @EventHandler
  void on(Object event, DomainEventMessage<?> message, TrackingToken token) {
    var origin = message.getMetaData();
    entries.append(
        Row.of("position", token.position().orElseThrow())
            .set("at", message.getTimestamp())
            .set("type", event.getClass().getSimpleName())
            .set("stream", message.getAggregateIdentifier())
            .set("version", message.getSequenceNumber())
            .set("event_id", message.getIdentifier())
            .set("actor", origin.get("actor"))
            .set("principal", origin.get("principal"))
            .set("client", origin.get("client"))
            .set("correlation_id", origin.get("correlation_id"))
            .set("causation_id", origin.get("causation_id"))
            .set("because", origin.get("because")));
  }
}
