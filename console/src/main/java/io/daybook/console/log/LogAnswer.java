package io.daybook.console.log;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A page of the log, as the API gives it. */
public record LogAnswer(Connection auditLog) {

  /** As lists have it. */
  public record Connection(List<Edge> edges, PageInfo pageInfo) {}

  /** As lists have it. */
  public record Edge(Event node) {}

  /** As lists have it. */
  public record PageInfo(boolean hasNextPage, @Nullable String endCursor) {}

  /** An event, and what is in it. */
  public record Event(
      long position,
      Instant at,
      String type,
      String stream,
      int version,
      @Nullable String actor,
      String eventId,
      @Nullable String correlationId,
      @Nullable JsonNode payload,
      @Nullable Origin origin) {

    /** For people. */
    public String json() {
      return payload == null ? "" : payload.toPrettyString();
    }

    /** The id of the order that the stream belongs to; null when it is of none. */
    public @Nullable String order() {
      return stream.matches("(order|payment|shipment|fulfilment)-[0-9a-f-]{36}")
          ? "order-" + stream.substring(stream.indexOf('-') + 1)
          : null;
    }
  }

  /** Who is behind it. */
  public record Origin(
      @Nullable String principal, @Nullable String client, @Nullable String onBehalfOf) {}
}
