package io.daybook.projection.generation;

import io.daybook.eventstore.EventLog;
import io.daybook.projection.ReadModel;
import io.daybook.projection.deadletter.Letters;
import io.daybook.runtime.ProcessorProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells operators how far read models and their generations are. */
@Component
class Reports {
  private final GenerationTable table;
  private final ProcessorProgress progress;
  private final EventLog events;
  private final Letters letters;

  Reports(GenerationTable table, ProcessorProgress progress, EventLog events, Letters letters) {
    this.table = table;
    this.progress = progress;
    this.events = events;
    this.letters = letters;
  }

  /**
   * How far a read model is.
   *
   * @param version that this release follows
   * @param generation the live one of this version; null while the first one is being built
   * @param position of its slowest segment; -1 before the first event
   * @param head position of the latest event of the log; -1 when there is none
   * @param deadLetters events that are set aside
   */
  record Report(
      String name,
      int version,
      @Nullable Integer generation,
      long position,
      long head,
      boolean caughtUp,
      long deadLetters,
      List<One> generations) {}

  /**
   * How far a generation is; of one that is not being built, its state counts only.
   *
   * @param eventsPerSecond positions that its slowest segment passes
   * @param nodes the processes that have its segments
   */
  record One(
      int generation,
      int version,
      State state,
      Phase phase,
      Purpose purpose,
      long position,
      long target,
      long eventsPerSecond,
      @Nullable Long secondsLeft,
      List<String> nodes,
      Instant startedAt,
      Instant changedAt,
      Entry.@Nullable Failure failure) {

    static One of(Entry entry) {
      var left = entry.timeLeft();
      return new One(
          entry.generation().number(),
          entry.version(),
          entry.state(),
          entry.phase(),
          entry.purpose(),
          entry.position(),
          entry.target(),
          Math.round(entry.eventsPerSecond()),
          left == null ? null : Long.valueOf(left.plus(Duration.ofMillis(999)).toSeconds()),
          entry.nodes(),
          entry.startedAt(),
          entry.changedAt(),
          entry.failure());
    }
  }

  /** How far a read model is. */
  Report of(ReadModel model) {
    var live = table.live(model);
    var position = live.map(one -> progress.place(one.processor()).slowest()).orElse(-1L);
    var head = events.headPosition();
    return new Report(
        model.title(),
        model.version(),
        live.isPresent() ? live.get().number() : null,
        position,
        head,
        live.isPresent() && position >= head,
        live.map(letters::count).orElse(0L),
        table.of(model).stream()
            .filter(entry -> entry.state() != State.DROPPED)
            .map(One::of)
            .toList());
  }
}
