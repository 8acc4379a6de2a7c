package io.daybook.eventstore;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.axonframework.modelling.command.ConcurrencyException;

/** What is measured of appends: how long callers wait, what for, and how many share a commit. */
final class AppendMeters {
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private static final double[] SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256};

  private final Map<Outcome, Timer> timers = new EnumMap<>(Outcome.class);
  private final DistributionSummary group;

  private enum Outcome {
    APPENDED,
    /** There was nothing to append, and what was expected is so. */
    CONFIRMED,
    CONFLICT,
    UNAVAILABLE,
    REFUSED
  }

  AppendMeters(MeterRegistry meters) {
    for (var outcome : Outcome.values()) {
      timers.put(
          outcome,
          Timer.builder("daybook.log.append")
              .description("How long an append took, as its caller sees it")
              .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
              .serviceLevelObjectives(BOUNDS)
              .register(meters));
    }
    group =
        DistributionSummary.builder("daybook.log.group")
            .description("Appends that shared one commit")
            .serviceLevelObjectives(SIZES)
            .register(meters);
  }

  /** Waits for the outcome of an append, and measures it. */
  Appended await(Append append) {
    var outcome = Outcome.REFUSED;
    try {
      var appended = append.await();
      outcome = append.hasRows() ? Outcome.APPENDED : Outcome.CONFIRMED;
      return appended;
    } catch (ConcurrencyException lost) {
      outcome = Outcome.CONFLICT;
      throw lost;
    } catch (LogUnavailableException away) {
      outcome = Outcome.UNAVAILABLE;
      throw away;
    } finally {
      Objects.requireNonNull(timers.get(outcome))
          .record(append.nanosSinceBegun(), TimeUnit.NANOSECONDS);
    }
  }

  /**
   * A commit has come back.
   *
   * @param appends that shared it
   */
  void committed(int appends) {
    group.record(appends);
  }
}
