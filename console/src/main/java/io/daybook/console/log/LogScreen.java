package io.daybook.console.log;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events of the log on a page, the latest first.
 *
 * @param filter what was asked for, by the name of its field
 * @param next address of the next page; null on the last
 */
public record LogScreen(
    Map<String, String> filter, List<LogAnswer.Event> events, @Nullable String next) {

  /** Keeps its own. */
  public LogScreen {
    filter = Map.copyOf(filter);
    events = List.copyOf(events);
  }

  /** What was asked for in a field; empty for nothing. */
  public String of(String field) {
    return filter.getOrDefault(field, "");
  }
}
