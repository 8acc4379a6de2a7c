package io.daybook.eventstore;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The readers of the log in this process that are open. */
final class LogStreams {
  private final Set<LogStream> streams = ConcurrentHashMap.newKeySet();

  void add(LogStream stream) {
    streams.add(stream);
  }

  void remove(LogStream stream) {
    streams.remove(stream);
  }

  boolean isEmpty() {
    return streams.isEmpty();
  }

  /** Each passes on what the tail has seen, unless it gathers more first. */
  void passOn(boolean busy) {
    streams.forEach(stream -> stream.passOn(busy));
  }

  /** How long until one of them is due, at most so long. */
  long nanosToNextPage(long most) {
    return streams.stream().mapToLong(LogStream::nanosToNextPage).reduce(most, Math::min);
  }

  /** Of these kinds of events, those that nobody wants who shares pages around a position. */
  Set<String> unwantedAround(long position, Set<String> unwanted) {
    return streams.stream()
        .filter(stream -> stream.sharesPagesAround(position))
        .map(LogStream::unwanted)
        .reduce(unwanted, LogStreams::common);
  }

  private static Set<String> common(Set<String> some, Set<String> others) {
    return some.equals(others)
        ? some
        : some.stream().filter(others::contains).collect(Collectors.toUnmodifiableSet());
  }
}
