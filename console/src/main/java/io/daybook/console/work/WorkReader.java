package io.daybook.console.work;

import io.daybook.console.api.Api;
import io.daybook.console.api.ApiRefused;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks for what is parked, and for what would follow from a decision. */
@Component
final class WorkReader {
  private final Api api;

  WorkReader(Api api) {
    this.api = api;
  }

  WorkAnswer page(@Nullable String after) {
    return api.ask("work", after == null ? Map.of() : Map.of("after", after), WorkAnswer.class);
  }

  /** What would follow, by what would follow. */
  List<PreviewScreen.Group> preview(List<String> orders, Decision decision, String action) {
    if (orders.isEmpty()) {
      return List.of();
    }
    var asked = new HashMap<String, Object>();
    asked.put("orders", orders);
    asked.put("decision", decision.name());
    if (decision == Decision.SKIP) {
      asked.put("action", action);
    }
    var answer = api.send("POST", "/api/operations/fulfilments/preview", asked, Map.of());
    return Api.as(answer, PreviewAnswer.class).groups();
  }

  /** What would follow when they are tried again; nothing where the role that knows is away. */
  List<PreviewScreen.Group> previewIfThere(List<String> orders) {
    try {
      return preview(orders, Decision.RESUME, "");
    } catch (ApiRefused _) {
      return List.of();
    }
  }

  /** All orders that are parked at an action for a reason, page by page. */
  Iterator<Collection<String>> parked(String action, String reason) {
    return new Iterator<>() {
      private boolean isFirst = true;
      private @Nullable String cursor;

      @Override
      public boolean hasNext() {
        return isFirst || cursor != null;
      }

      @Override
      public Collection<String> next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        var page = page(cursor);
        isFirst = false;
        var info = page.fulfilments().pageInfo();
        cursor = info.hasNextPage() ? info.endCursor() : null;
        return page.ordersParkedAt(action, reason);
      }
    };
  }
}
