package io.daybook.console.log;

import io.daybook.console.api.Api;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Events of the log on a page, the latest first.
 *
 * @param filter what was asked for, by the name of its field
 * @param isFollowed whether those that come are told too
 * @param next address of the next page; null on the last
 */
public record LogScreen(
    Map<String, String> filter,
    List<LogAnswer.Event> events,
    boolean isFollowed,
    @Nullable String next) {

  /** Keeps its own. */
  public LogScreen {
    filter = Map.copyOf(filter);
    events = List.copyOf(events);
  }

  /** What was asked for, as the part of an address after the question mark. */
  public String query() {
    return filter.entrySet().stream()
        .map(field -> field.getKey() + "=" + Api.segment(field.getValue()))
        .sorted()
        .collect(Collectors.joining("&"));
  }

  /** What was asked for in a field; empty for nothing. */
  public String of(String field) {
    return filter.getOrDefault(field, "");
  }
}
