package io.daybook.console.order;

import io.daybook.console.api.Api;
import io.daybook.console.api.ApiRefused;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks for all that followed from the request by which an order was placed. */
@Component
public final class CausesReader {
  private final Api api;

  CausesReader(Api api) {
    this.api = api;
  }

  private record First(@Nullable Timeline orderTimeline) {}

  private record Timeline(List<Edge> edges) {}

  private record Edge(Node node) {}

  private record Node(String eventId) {}

  private record Answer(@Nullable Tree causalTree) {}

  private record Tree(boolean isComplete, List<Cause> nodes) {}

  /** A command, a decision, a call, or an event, and from how far it came. */
  public record Cause(int depth, String kind, String name, @Nullable Event event) {}

  /** Of an event only. */
  public record Event(long position, Instant at, String stream, String type) {}

  /** The page. */
  public record Screen(String order, boolean isComplete, List<Cause> causes) {}

  Screen read(String order) {
    var first = api.ask("first-event", Map.of("id", order), First.class).orderTimeline();
    if (first == null || first.edges().isEmpty()) {
      throw ApiRefused.missing("order " + order);
    }
    var event = first.edges().getFirst().node().eventId();
    var tree = api.ask("causes", Map.of("event", event), Answer.class).causalTree();
    if (tree == null) {
      throw ApiRefused.missing("request that led to " + order);
    }
    return new Screen(order, tree.isComplete(), tree.nodes());
  }
}
