package io.daybook.runtime;

import io.daybook.eventstore.StaleVersionException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.common.AxonTransientException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.dao.DataAccessException;

/**
 * How many commands there are, how long each took, and how it ended. A command that has lost a race
 * and is tried again is measured each time.
 */
final class CommandMeters {
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofMillis(2_500)
  };

  private final MeterRegistry meters;
  private final RefusalTest refusals;
  private final Counter retries;
  private final Counter failed;

  /** As many as there are types of commands and outcomes. */
  private final ConcurrentMap<Measured, Timer> timers = new ConcurrentHashMap<>();

  private record Measured(Class<?> command, Outcome outcome) {}

  /** How a command ended. */
  enum Outcome {
    DONE,
    /** A rule of the domain, or what its sender presumed, was against it. */
    REFUSED,
    /** Another command was faster. */
    CONFLICT,
    /** The log or the database did not answer, or this release cannot read what it needs. */
    UNAVAILABLE,
    /** A bug of ours. */
    FAILED
  }

  CommandMeters(MeterRegistry meters, RefusalTest refusals) {
    this.meters = meters;
    this.refusals = refusals;
    this.retries =
        Counter.builder("daybook.commands.retries")
            .description("Commands that were tried again after a lost race for their stream")
            .register(meters);
    this.failed =
        Counter.builder("daybook.commands.failed")
            .description("Commands that failed by a bug; there from the start, so the first counts")
            .register(meters);
  }

  void answered(CommandMessage<?> command, CommandResultMessage<?> answer, long nanos) {
    var outcome = answer.isExceptional() ? outcomeOf(answer.exceptionResult()) : Outcome.DONE;
    timers
        .computeIfAbsent(new Measured(command.getPayloadType(), outcome), this::timer)
        .record(nanos, TimeUnit.NANOSECONDS);
    if (outcome == Outcome.FAILED) {
      failed.increment();
    }
  }

  void retried() {
    retries.increment();
  }

  private Outcome outcomeOf(Throwable failure) {
    if (refusals.isRefusal(failure)
        || failure instanceof StaleVersionException
        || failure instanceof AggregateNotFoundException) {
      return Outcome.REFUSED;
    }
    if (failure instanceof ConcurrencyException) {
      return Outcome.CONFLICT;
    }
    return failure instanceof AxonTransientException || failure instanceof DataAccessException
        ? Outcome.UNAVAILABLE
        : Outcome.FAILED;
  }

  private Timer timer(Measured measured) {
    return Timer.builder("daybook.commands")
        .description("How long commands took, from their arrival to their answer")
        .tag("command", measured.command().getSimpleName())
        .tag("outcome", measured.outcome().name().toLowerCase(Locale.ROOT))
        .serviceLevelObjectives(BOUNDS)
        .register(meters);
  }
}
