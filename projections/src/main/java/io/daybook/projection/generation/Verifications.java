package io.daybook.projection.generation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.daybook.eventstore.EventLog;
import io.daybook.projection.Generation;
import io.daybook.runtime.ProcessorProgress;
import io.daybook.web.Refused;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Compares a live generation with one that was built for it. Both go on following the log, and are
 * seldom at the same position in the same moment. So what differs is looked at again when both have
 * followed all that was in the log at the first look: a row that is still the same on both sides
 * then, and still differs, stands for the same events on both sides, and is wrong on one. Nothing
 * has to stand still for it.
 */
@Component
class Verifications {
  private static final Logger log = LoggerFactory.getLogger(Verifications.class);

  /** Rows that change all the time are given up after so many looks. */
  private static final int MOST_LOOKS = 5;

  private final GenerationTable table;
  private final ModelTables models;
  private final ComparisonTables comparison;
  private final ProcessorProgress progress;
  private final EventLog events;
  private final Map<Generation, Look> looks = new ConcurrentHashMap<>();

  Verifications(
      GenerationTable table,
      ModelTables models,
      ComparisonTables comparison,
      ProcessorProgress progress,
      EventLog events) {
    this.table = table;
    this.models = models;
    this.comparison = comparison;
    this.progress = progress;
    this.events = events;
  }

  /**
   * What a look has found.
   *
   * @param head where the log ended after it
   */
  private record Look(int number, long head, List<ComparisonTables.Difference> differences) {}

  /**
   * How a comparison ended, or that it has not.
   *
   * @param outcome RUNNING, SAME, DIFFERENT or ENDED, which is without a result
   * @param differences rows of the live generation; at most a thousand of each table
   */
  record Report(
      String name,
      int generation,
      String outcome,
      long position,
      long target,
      @JsonIgnoreProperties("print") List<ComparisonTables.Difference> differences,
      Entry.@Nullable Failure failure) {}

  /** What is known of a comparison. */
  Report of(Generation built) {
    var entry =
        table
            .ever(built)
            .filter(one -> one.purpose() == Purpose.VERIFICATION)
            .orElseThrow(() -> Refused.missing("verification " + built.number()));
    var differing = entry.differing();
    var outcome =
        entry.state() != State.DROPPED
            ? "RUNNING"
            : differing == null ? "ENDED" : differing == 0 ? "SAME" : "DIFFERENT";
    return new Report(
        built.model().title(),
        built.number(),
        outcome,
        entry.position(),
        entry.target(),
        comparison.kept(built),
        entry.failure());
  }

  /** Looks, or looks again. In the transaction of the step that it is. */
  void look(Generation built) {
    var live = table.live(built.model());
    if (live.isEmpty()) {
      table.compared(built, 0);
      return;
    }
    var before = looks.get(built);
    if (before != null && !haveFollowed(before.head(), live.get(), built)) {
      return;
    }
    models.unhurried(
        () -> {
          var found = comparison.differences(models.tables(built), live.get(), built);
          var look =
              new Look(before == null ? 1 : before.number() + 1, events.headPosition(), found);
          conclude(built, before, look);
        });
  }

  private boolean haveFollowed(long head, Generation live, Generation built) {
    return progress.place(live.processor()).slowest() >= head
        && progress.place(built.processor()).slowest() >= head;
  }

  private void conclude(Generation built, @Nullable Look before, Look look) {
    var steady = before == null ? List.<ComparisonTables.Difference>of() : common(before, look);
    if (steady.size() < look.differences().size() && look.number() < MOST_LOOKS) {
      looks.put(built, look);
      return;
    }
    looks.remove(built);
    comparison.keep(built, steady);
    table.compared(built, steady.size());
    if (steady.isEmpty()) {
      log.info("{} is what the log says", built.model().title());
    } else {
      log.error(
          "{} is not what the log says: {} rows differ: {}",
          built.model().title(),
          steady.size(),
          steady.stream()
              .limit(10)
              .map(one -> one.table() + " " + one.key() + " " + one.columns())
              .collect(Collectors.joining("; ")));
    }
  }

  private static List<ComparisonTables.Difference> common(Look before, Look look) {
    var earlier = new HashSet<>(before.differences());
    return look.differences().stream().filter(earlier::contains).toList();
  }
}
