package io.daybook.lab.history;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What is in the log when all is over, by plain SQL. */
final class Log {
  private final NavigableMap<Long, Entry> all = new TreeMap<>();
  private final Map<String, NavigableMap<Long, Entry>> streams = new HashMap<>();
  private final Map<String, Entry> versions = new HashMap<>();

  /**
   * One event.
   *
   * @param value what it has written; empty where it is none of the writes
   */
  record Entry(long position, String stream, long version, String value) {}

  Log(List<Entry> entries) {
    for (var entry : entries) {
      if (all.put(entry.position(), entry) != null) {
        throw new IllegalArgumentException("Two at one position: " + entry);
      }
      versions.put(entry.stream() + " " + entry.version(), entry);
      streams.computeIfAbsent(entry.stream(), _ -> new TreeMap<>()).put(entry.position(), entry);
    }
  }

  Optional<Entry> at(long position) {
    return Optional.ofNullable(all.get(position));
  }

  /** A version of a stream. */
  Optional<Entry> of(String stream, long version) {
    return Optional.ofNullable(versions.get(stream + " " + version));
  }

  /** Where it ends; -1 where there is nothing in it. */
  long end() {
    return all.isEmpty() ? -1 : all.lastKey();
  }

  /** The position of the last event of a stream up to a position; -1 where there is none. */
  long lastOf(String stream, long upTo) {
    var before = streams.getOrDefault(stream, new TreeMap<>()).floorKey(upTo);
    return before == null ? -1 : before;
  }

  /** How many events a stream has after a position, up to another. */
  int between(String stream, long after, long upTo) {
    return after >= upTo
        ? 0
        : streams.getOrDefault(stream, new TreeMap<>()).subMap(after, false, upTo, true).size();
  }

  /** In the order of the log. */
  Collection<Entry> all() {
    return all.values();
  }

  /** In the order of the log. */
  Collection<NavigableMap<Long, Entry>> streams() {
    return streams.values();
  }
}
