package io.daybook.console.order;

import io.daybook.console.api.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the events of an order to their end: the first page comes with the order, and few orders
 * have another one.
 */
@Component
final class HistoryReader {
  private static final int MOST_PAGES = 20;

  private final Api api;

  HistoryReader(Api api) {
    this.api = api;
  }

  private record Answer(OrderAnswer.@Nullable Timeline orderTimeline) {}

  /**
   * All events.
   *
   * @param isWhole false when there are more than are read
   */
  record Events(List<OrderAnswer.Event> all, boolean isWhole) {}

  Events read(String order, OrderAnswer.Timeline first, boolean isStaff) {
    var all = new ArrayList<OrderAnswer.Event>();
    var page = first;
    for (int pages = 1; ; pages++) {
      page.edges().forEach(edge -> all.add(edge.node()));
      var cursor = page.pageInfo().endCursor();
      if (!page.pageInfo().hasNextPage() || cursor == null) {
        return new Events(all, true);
      }
      if (pages == MOST_PAGES) {
        return new Events(all, false);
      }
      var asked = Map.of("id", order, "after", cursor, "staff", isStaff);
      var next = api.ask("history", asked, Answer.class).orderTimeline();
      if (next == null) {
        return new Events(all, false);
      }
      page = next;
    }
  }
}
