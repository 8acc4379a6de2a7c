package io.daybook.projection.fulfilment;

import io.daybook.projection.ReadTable;
import io.daybook.projection.ReadTables;
import io.daybook.projection.Row;
import io.daybook.schema.fulfilment.DurationClass;
import io.daybook.schema.fulfilment.FulfilmentPhase;
import io.daybook.schema.fulfilment.FulfilmentStep;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts fulfilments as events change them, so that nobody who asks has to count: to {@code
 * fulfilment_count} by the time at which they were started, and to {@code step_time} how long their
 * steps took. Rows are added to, by whatever segment.
 */
final class FulfilmentCounts {
  private static final List<ChronoUnit> SPANS =
      List.of(ChronoUnit.MINUTES, ChronoUnit.HOURS, ChronoUnit.DAYS);

  private final ReadTable counts;
  private final ReadTable stepTimes;

  FulfilmentCounts(ReadTables tables) {
    this.counts = tables.table("fulfilment_count");
    this.stepTimes = tables.table("step_time");
  }

  /** What a fulfilment is counted as. */
  record Counted(String measure, String name) {}

  /** What a row is counted as; before there is one, it is nothing. */
  record Standing(Map<Counted, Integer> counted) {
    static final Standing NONE = new Standing(Map.of());

    static Standing of(Row fulfilment) {
      var counted = new HashMap<Counted, Integer>();
      var phase = FulfilmentPhase.valueOf(fulfilment.text("phase"));
      counted.put(new Counted("started", ""), 1);
      counted.put(new Counted("phase", phase.name()), 1);
      if (fulfilment.has("failed_step")) {
        counted.put(new Counted("failed_step", fulfilment.text("failed_step")), 1);
      }
      if (fulfilment.has("reason")
          && (phase == FulfilmentPhase.COMPENSATING || phase == FulfilmentPhase.CANCELLED)) {
        counted.put(new Counted("reason", fulfilment.text("reason")), 1);
      }
      if (fulfilment.has("confirmed_at")) {
        counted.put(new Counted("confirmed", confirmedWithin(fulfilment)), 1);
      }
      return new Standing(counted);
    }

    private static String confirmedWithin(Row fulfilment) {
      var took = Duration.between(fulfilment.time("started_at"), fulfilment.time("confirmed_at"));
      return "" + DurationClass.of(took);
    }
  }

  /** Counts a fulfilment as what it has become. */
  void changed(Standing before, Row fulfilment) {
    var more = new HashMap<>(Standing.of(fulfilment).counted());
    before.counted().forEach((what, number) -> more.merge(what, -number, Integer::sum));
    var started = fulfilment.time("started_at");
    more.forEach(
        (what, number) -> {
          if (number != 0) {
            SPANS.forEach(span -> add(span, started, what, number));
          }
        });
  }

  private void add(ChronoUnit span, Instant started, Counted counted, int number) {
    counts.sum(
        Row.of("span", nameOf(span))
            .set("begins", started.truncatedTo(span))
            .set("measure", counted.measure())
            .set("name", counted.name())
            .set("amount", number));
  }

  /** MINUTE, HOUR or DAY. */
  private static String nameOf(ChronoUnit span) {
    var name = span.name();
    return name.substring(0, name.length() - 1);
  }

  /** A step was completed, at this time. */
  void completed(FulfilmentStep step, Duration took, Instant at) {
    addStepTime(step, at, "millis", took.toMillis());
    addStepTime(step, at, "" + DurationClass.of(took), 1);
  }

  private void addStepTime(FulfilmentStep step, Instant at, String measure, long more) {
    stepTimes.sum(
        Row.of("day", at.atOffset(ZoneOffset.UTC).toLocalDate())
            .set("step", step)
            .set("measure", measure)
            .set("amount", more));
  }
}
