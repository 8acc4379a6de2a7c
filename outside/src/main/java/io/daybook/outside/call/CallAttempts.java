package io.daybook.outside.call;

import io.daybook.eventstore.MetadataKeys;
import io.daybook.eventstore.Tracing;
import io.daybook.schema.Command;
import io.daybook.schema.DomainRejection;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes single calls, outside any transaction. A failure says nothing about whether the work was
 * done. So a call is repeated until an answer is known; one that has failed too often is parked
 * with {@code FulfilmentParked} in the log, and repeated more slowly.
 */
@Component
class CallAttempts {
  private static final Logger log = LoggerFactory.getLogger(CallAttempts.class);

  private static final String NOT_TWICE =
      "it is not known whether it was done, and it must not be done twice";

  private static final CompletableFuture<Void> KNOWN = CompletableFuture.completedFuture(null);

  private final EndedCallTable table;
  private final AnsweredCalls answeredCalls;
  private final CallKeyTable keys;
  private final CallKinds kinds;
  private final ParkedCalls parked;
  private final CallCommands commands;
  private final MeterRegistry meters;
  private final Tracing tracing;

  CallAttempts(
      EndedCallTable table,
      AnsweredCalls answeredCalls,
      CallKeyTable keys,
      CallKinds kinds,
      ParkedCalls parked,
      CallCommands commands,
      MeterRegistry meters,
      Tracing tracing) {
    this.table = table;
    this.answeredCalls = answeredCalls;
    this.keys = keys;
    this.kinds = kinds;
    this.parked = parked;
    this.commands = commands;
    this.meters = meters;
    this.tracing = tracing;
  }

  /**
   * Makes a call that the lane has let in, unless it has been tried too often or must not be
   * repeated.
   *
   * @return done when the table knows what has come of it
   */
  CompletableFuture<Void> make(Call call, Lane lane) {
    var asked = false;
    try {
      var kind = readable(call);
      if (kind.isEmpty()) {
        return KNOWN;
      }
      if (call.wasInDoubt() && !kind.get().repeatable()) {
        parked.park(call, NOT_TWICE);
      } else if (!call.parked() && call.attempts() > lane.patience().attempts()) {
        var last = Objects.requireNonNullElse(call.lastFailure(), "no attempt has ended");
        away(call, lane, last, true);
      } else {
        asked = true;
        try (var step = begin(call)) {
          return ask(call, kind.get(), lane, step).get();
        }
      }
      return KNOWN;
    } finally {
      if (!asked) {
        lane.notAsked();
      }
    }
  }

  private Tracing.Step begin(Call call) {
    return tracing.isOn()
        ? tracing.begin(
            "call " + call.port(),
            (String) call.origin().getMetaData().get(MetadataKeys.TRACE_PARENT),
            call.origin().getTimestamp(),
            Map.of(
                "daybook.order",
                call.orderId().toString(),
                "daybook.action",
                String.valueOf(call.action()),
                "daybook.attempt",
                Integer.toString(call.attempts())))
        : Tracing.Step.UNTRACED;
  }

  private Optional<CallKind<?>> readable(Call call) {
    try {
      return Optional.of(kinds.of(call));
    } catch (RuntimeException unreadable) {
      parked.park(call, ParkedCalls.UNREADABLE + unreadable);
      return Optional.empty();
    }
  }

  /**
   * Asks the other side.
   *
   * @return what follows from its answer; that may fail for reasons of ours
   */
  private Supplier<CompletableFuture<Void>> ask(
      Call call, CallKind<?> kind, Lane lane, Tracing.Step step) {
    var start = System.nanoTime();
    try {
      var outcome = kind.perform(call.intent(), keys.attempt(call));
      answered(call, lane, start, "answered");
      return () -> done(call, outcome);
    } catch (NotYetException pending) {
      answered(call, lane, start, "pending");
      return known(() -> undecided(call, lane, pending));
    } catch (RefusedException no) {
      answered(call, lane, start, "refused");
      return known(() -> refused(call, no));
    } catch (KeySpentException failure) {
      failed(call, lane, start, failure, step);
      return known(
          () -> {
            keys.spend(call);
            again(call, lane, failure, true);
          });
    } catch (NotDoneException failure) {
      failed(call, lane, start, failure, step);
      return known(() -> again(call, lane, failure, false));
    } catch (RuntimeException failure) {
      failed(call, lane, start, failure, step);
      return known(
          kind.repeatable()
              ? () -> again(call, lane, failure, true)
              : () -> parked.park(call, NOT_TWICE + ": " + Call.said(failure)));
    } catch (Error broken) {
      lane.failed(start, broken);
      throw broken;
    }
  }

  private void answered(Call call, Lane lane, long start, String outcome) {
    lane.answered(start);
    count(call, outcome, start);
  }

  private void failed(
      Call call, Lane lane, long start, RuntimeException failure, Tracing.Step step) {
    step.failed(failure);
    lane.failed(start, failure);
    count(call, "failed", start);
    log.info(
        "Attempt {} of {} {} for {} failed: {}",
        call.attempts(),
        call.port(),
        call.key(),
        call.orderId(),
        failure.toString());
  }

  private static Supplier<CompletableFuture<Void>> known(Runnable following) {
    return () -> {
      following.run();
      return KNOWN;
    };
  }

  private CompletableFuture<Void> done(Call call, Optional<Command> outcome) {
    if (outcome.isEmpty() || record(call, outcome.get())) {
      parked.heals(call);
      return answeredCalls.done(call);
    }
    return KNOWN;
  }

  private void refused(Call call, RefusedException no) {
    if (no.outcome() == null || record(call, no.outcome())) {
      parked.parkRefused(call, no.reason());
    }
  }

  private void undecided(Call call, Lane lane, NotYetException pending) {
    if (call.parked() || call.undecided() < lane.patience().questions()) {
      var pause = Objects.requireNonNullElseGet(pending.pause(), () -> lane.pauseAfter(call));
      table.undecided(call, pause, pending);
    } else {
      away(call, lane, Call.said(pending) + ", however often it was asked", true);
    }
  }

  /**
   * Tries again after a pause. An attempt that fails while the whole port is away says nothing
   * about the call, and does not count.
   */
  private void again(Call call, Lane lane, RuntimeException failure, boolean inDoubt) {
    var counts = lane.works();
    if (!counts || call.parked() || call.attempts() < lane.patience().attempts()) {
      table.again(call, lane.pauseAfter(call), Call.said(failure), inDoubt, counts);
    } else {
      away(call, lane, Call.said(failure), inDoubt);
    }
  }

  private void away(Call call, Lane lane, String reason, boolean inDoubt) {
    parked.parkAway(call, reason, inDoubt, lane.patience().firstPauseParked());
  }

  /** Puts the outcome into the log; a refused one is a contradiction that a person must look at. */
  private boolean record(Call call, Command outcome) {
    try {
      commands.send(call, outcome);
      return true;
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof DomainRejection rejection) {
        parked.parkContradiction(call, rejection.rule());
        return false;
      }
      throw failure;
    }
  }

  private void count(Call call, String outcome, long start) {
    meters
        .timer("daybook.calls", "port", call.port().name(), "outcome", outcome)
        .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
  }
}
