package io.daybook.lab.clocks;

import io.daybook.lab.platform.Platform;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Reads a history from the log. An event's id is a UUID of version 7: its first 48 bits are the
 * wall clock of the process that decided the event. {@code recorded_at} is PostgreSQL's clock,
 * which is right here, so their difference says which process it was.
 */
final class Recorder {
  private static final int MILLIS_AT = 16;
  private static final int TIME_ORDERED = 7;

  private final Platform platform;

  Recorder(Platform platform) {
    this.platform = platform;
  }

  /** The last position. */
  long end() throws SQLException {
    return Long.parseLong(
        platform.ask("select coalesce(max(position), -1) from event_log.domain_event").getFirst());
  }

  /** All events after a position, up to another. */
  History between(long after, long upTo) throws SQLException {
    var rows =
        platform.rows(
            """
            select e.position, e.event_id, (extract(epoch from e.recorded_at) * 1000)::bigint,
                   b.position, p.position
              from event_log.domain_event e
              left join event_log.domain_event b on b.event_id = e.metadata ->> 'because'
              left join event_log.domain_event p on p.stream = e.stream and p.version = e.version - 1
             where e.position > %d and e.position <= %d order by e.position
            """
                .formatted(after, upTo));
    var events = new HashMap<Long, Event>();
    for (var row : rows) {
      var position = Long.parseLong(row.getFirst());
      events.put(position, event(position, row));
    }
    return new History(List.copyOf(events.values()));
  }

  private static Event event(long position, List<String> row) {
    var id = UUID.fromString(row.get(1));
    if (id.version() != TIME_ORDERED) {
      throw new IllegalStateException("It does not tell its time: " + id);
    }
    var wall = id.getMostSignificantBits() >>> MILLIS_AT;
    var causes =
        row.subList(3, 5).stream()
            .filter(cause -> !cause.isEmpty())
            .map(Long::valueOf)
            .distinct()
            .toList();
    var isAhead = wall > Long.parseLong(row.get(2));
    return new Event(position, isAhead ? Skewed.AHEAD : Skewed.BEHIND, wall, causes);
  }

  /** How many events of each type an order has; its own and those on its behalf. */
  Map<String, Integer> typesOf(String order) throws SQLException {
    var types = new HashMap<String, Integer>();
    for (var type :
        platform.ask(
            """
            select substring(payload_type from '[A-Za-z]*$') from event_log.domain_event
             where payload::text like '%%%1$s%%' or stream like '%%%1$s'
            """
                .formatted(order))) {
      types.merge(type, 1, Integer::sum);
    }
    return types;
  }

  /** Waits until an order has an event. */
  void await(String order, String type, long seconds) throws SQLException {
    var latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!typesOf(order).containsKey(type)) {
      if (System.nanoTime() > latest) {
        throw new IllegalStateException(order + " has no " + type + ": " + typesOf(order));
      }
      Skewed.sleep(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }
}
