package io.daybook.console.work;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parked fulfilments, as the API gives them. */
record WorkAnswer(Connection fulfilments) {

  record Connection(List<Edge> edges, PageInfo pageInfo) {}

  record Edge(Fulfilment node) {}

  record PageInfo(boolean hasNextPage, @Nullable String endCursor) {}

  record Fulfilment(String orderId, String phase, Instant updatedAt, List<Parked> parked) {}

  record Parked(String action, String reason, int attempts, Instant since) {}

  /** The orders of this page that are parked at an action for a reason. */
  List<String> ordersParkedAt(String action, String reason) {
    return fulfilments.edges().stream()
        .map(Edge::node)
        .filter(
            one ->
                one.parked().stream()
                    .anyMatch(
                        parked -> parked.action().equals(action) && parked.reason().equals(reason)))
        .map(Fulfilment::orderId)
        .toList();
  }

  /** By what is parked and why; the group with the most orders first. */
  List<WorkScreen.Group> groups() {
    var groups = new LinkedHashMap<List<String>, List<WorkScreen.Item>>();
    for (var edge : fulfilments.edges()) {
      var fulfilment = edge.node();
      for (var parked : fulfilment.parked()) {
        groups
            .computeIfAbsent(List.of(parked.action(), parked.reason()), _ -> new ArrayList<>())
            .add(
                new WorkScreen.Item(
                    fulfilment.orderId(), fulfilment.phase(), parked.attempts(), parked.since()));
      }
    }
    return groups.entrySet().stream()
        .map(
            group ->
                new WorkScreen.Group(
                    group.getKey().getFirst(), group.getKey().getLast(), group.getValue()))
        .sorted((one, other) -> Integer.compare(other.items().size(), one.items().size()))
        .toList();
  }
}
