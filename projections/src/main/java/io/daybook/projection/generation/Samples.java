package io.daybook.projection.generation;

import io.daybook.eventstore.EventLog;
import io.daybook.projection.Generation;
import io.daybook.runtime.ProcessorProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Notes in the control table how far generations are, for whoever asks, in whatever process. */
@Component
class Samples {
  private static final Duration BUILDING = Duration.ofMillis(500);
  private static final Duration LIVE = Duration.ofSeconds(5);

  private final GenerationTable table;
  private final ProcessorProgress progress;
  private final EventLog events;
  private final Clock clock;
  private final Map<Generation, Instant> looked = new ConcurrentHashMap<>();

  Samples(GenerationTable table, ProcessorProgress progress, EventLog events, Clock clock) {
    this.table = table;
    this.progress = progress;
    this.events = events;
    this.clock = clock;
  }

  /** Whether a live generation is to be looked at again, which is in no hurry. */
  boolean isTime(Entry entry) {
    var now = clock.instant();
    var last = looked.getOrDefault(entry.generation(), Instant.EPOCH);
    if (last.plus(LIVE).isAfter(now)) {
      return false;
    }
    looked.put(entry.generation(), now);
    return true;
  }

  /** A generation that is live writes nothing while it is at rest. */
  void live(Entry entry) {
    var place = progress.place(entry.generation().processor());
    if (place.slowest() != entry.position() || !place.owners().equals(entry.nodes())) {
      table.sample(entry.generation(), place.slowest(), events.headPosition(), 0, place.owners());
    }
  }

  /** A generation that is being built, and where it is to get to. */
  void building(Entry entry, long position, long target) {
    var since = Duration.between(entry.sampledAt(), clock.instant());
    var hasArrived = position >= target && entry.position() < position;
    if (since.compareTo(BUILDING) >= 0 || hasArrived) {
      var seconds = Math.max(since.toMillis(), 1) / 1000.0;
      var rate = Math.max(0, position - entry.position()) / seconds;
      var smooth = entry.eventsPerSecond() == 0 ? rate : (entry.eventsPerSecond() * 2 + rate) / 3;
      table.sample(
          entry.generation(),
          position,
          target,
          smooth,
          progress.place(entry.generation().processor()).owners());
    }
  }
}
