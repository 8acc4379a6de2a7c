package io.daybook.saga.call;

import io.daybook.schema.DomainRejection;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes single calls, outside any transaction. A failure says nothing about whether the work was
 * done. So a call is repeated until an answer is known, or parked with {@code FulfilmentParked} in
 * the log.
 */
@Component
class Attempts {
  private static final Logger log = LoggerFactory.getLogger(Attempts.class);

  private final CallTable table;
  private final CallKeyTable keys;
  private final CallKinds kinds;
  private final ParkedCalls parked;
  private final CallCommands commands;
  private final MeterRegistry meters;

  Attempts(
      CallTable table,
      CallKeyTable keys,
      CallKinds kinds,
      ParkedCalls parked,
      CallCommands commands,
      MeterRegistry meters) {
    this.table = table;
    this.keys = keys;
    this.kinds = kinds;
    this.parked = parked;
    this.commands = commands;
    this.meters = meters;
  }

  /**
   * Makes a call, unless it has been tried too often, must not be repeated, or its port is given a
   * rest. What comes of it is in the table afterwards.
   */
  void make(Call call, Lane lane) {
    CallKind<?> kind;
    try {
      kind = kinds.of(call);
    } catch (RuntimeException unreadable) {
      parked.park(call, ParkedCalls.UNREADABLE + unreadable);
      return;
    }
    if (call.wasInDoubt() && !kind.repeatable()) {
      parked.park(call, "it is not known whether it was done, and it must not be done twice");
    } else if (call.attempts() > lane.patience().attempts()) {
      parked.park(call, Objects.requireNonNullElse(call.lastFailure(), "no attempt has ended"));
    } else if (!lane.breaker().tryAcquirePermission()) {
      table.again(
          call, lane.patience().breakFor(), "too many calls fail", call.wasInDoubt(), false);
    } else {
      attempt(call, kind, lane);
    }
  }

  private void attempt(Call call, CallKind<?> kind, Lane lane) {
    var start = System.nanoTime();
    try {
      var outcome = kind.perform(call.intent(), keys.attempt(call));
      lane.breaker().onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
      count(call, "answered", start);
      if (outcome.isEmpty() || record(call, outcome.get())) {
        table.done(call);
      }
    } catch (NotYetException pending) {
      lane.breaker().onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
      count(call, "pending", start);
      var pause =
          Objects.requireNonNullElseGet(
              pending.pause(), () -> Duration.ofMillis(lane.pauses().apply(call.attempts())));
      table.again(call, pause, pending.toString(), true, false);
    } catch (RefusedException no) {
      lane.breaker().onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
      count(call, "refused", start);
      if (no.outcome() == null || record(call, no.outcome())) {
        parked.parkRefused(call, no.reason());
      }
    } catch (KeySpentException failure) {
      keys.spend(call);
      failed(call, lane, start, failure, true);
    } catch (NotDoneException failure) {
      failed(call, lane, start, failure, false);
    } catch (RuntimeException failure) {
      failed(call, lane, start, failure, true);
    }
  }

  private void failed(Call call, Lane lane, long start, RuntimeException failure, boolean inDoubt) {
    lane.breaker().onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, failure);
    count(call, "failed", start);
    log.info(
        "Attempt {} of {} {} for {} failed: {}",
        call.attempts(),
        call.port(),
        call.key(),
        call.orderId(),
        failure.toString());
    if (call.attempts() >= lane.patience().attempts()) {
      parked.park(call, failure.toString());
    } else {
      var pause = Duration.ofMillis(lane.pauses().apply(call.attempts()));
      table.again(call, pause, failure.toString(), inDoubt, true);
    }
  }

  /** Puts the outcome into the log; a refused one is a contradiction that a person must look at. */
  private boolean record(Call call, Object outcome) {
    try {
      commands.send(call, outcome);
      return true;
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof DomainRejection rejection) {
        parked.park(call, "its outcome was refused by rule " + rejection.rule());
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
