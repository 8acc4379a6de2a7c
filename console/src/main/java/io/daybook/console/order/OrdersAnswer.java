package io.daybook.console.order;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the list of orders, as the API gives it. */
public record OrdersAnswer(Connection orders) {

  /** As lists have it. */
  public record Connection(List<Edge> edges, PageInfo pageInfo) {}

  /** As lists have it. */
  public record Edge(Summary node) {}

  /** As lists have it. */
  public record PageInfo(boolean hasNextPage, @Nullable String endCursor) {}

  /** An order in a line. */
  public record Summary(
      String id,
      String customerId,
      String status,
      String statusLabel,
      Instant orderedAt,
      int lineCount,
      int unitCount,
      @Nullable String trackingNumber,
      Money total) {}

  /** The orders themselves. */
  public List<Summary> summaries() {
    return orders.edges().stream().map(Edge::node).toList();
  }
}
