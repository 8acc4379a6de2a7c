package io.daybook.eventstore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attempts to append, one at a time. One that got no answer is made again: the log tells what it
 * has already. Until then such an append is in doubt.
 */
final class AppendAttempts {
  private static final Logger log = LoggerFactory.getLogger(AppendAttempts.class);

  /** So long the lock is waited for at least, also for a caller who has waited long already. */
  private static final Duration LEAST_PATIENCE = Duration.ofMillis(250);

  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final long LONGEST_PAUSE_MILLIS = 500;

  private final AppendFunction function;
  private final Duration timeout;
  private final IntConsumer onCommit;
  private final AppendMeters meters;
  private final Pulse pulse;

  AppendAttempts(
      AppendFunction function, Duration timeout, IntConsumer onCommit, AppendMeters meters) {
    this.function = function;
    this.timeout = timeout;
    this.onCommit = onCommit;
    this.meters = meters;
    this.pulse = new Pulse(timeout);
  }

  Pulse pulse() {
    return pulse;
  }

  /** Goes on until each has its outcome, or its caller has waited too long. */
  void untilSettled(List<Append> group, BooleanSupplier closing) {
    var open = new ArrayList<>(group);
    var pause = FIRST_PAUSE_MILLIS;
    while (!open.isEmpty()) {
      try {
        once(open);
      } catch (RuntimeException failure) {
        if (AppendFailure.isFinal(failure)) { // whoever it is takes no other along
          open.forEach(append -> untilSettled(List.of(append), closing));
        } else {
          log.warn("PostgreSQL did not take {} appends; trying again", open.size(), failure);
          pause(pause);
          pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
          open.stream()
              .filter(append -> closing.getAsBoolean() || append.nanosLeft() < 0)
              .forEach(append -> append.giveUp("PostgreSQL is away", failure));
        }
      }
      open.removeIf(Append::isSettled);
    }
  }

  /** One round trip, which settles all of them, or fails and settles none. */
  void once(List<Append> group) {
    pulse.asked();
    try {
      function.append(group, patienceOf(group));
    } catch (RuntimeException | Error failure) {
      if (group.size() == 1
          && failure instanceof RuntimeException refused
          && AppendFailure.isFinal(failure)) {
        pulse.answered();
        group.getFirst().refuse(refused);
        return;
      }
      pulse.failed();
      if (!AppendFailure.isWithoutTrace(failure)) {
        group.forEach(Append::doubt);
      }
      throw failure;
    }
    pulse.answered();
    var rows = group.stream().mapToInt(append -> append.rows().size()).sum();
    if (rows > 0) {
      meters.committed(group.size());
      onCommit.accept(rows);
    }
  }

  /** The lock is waited for until the first caller gives up, who then knows the outcome. */
  private Duration patienceOf(List<Append> group) {
    var nanos = group.stream().mapToLong(Append::nanosLeft).min().orElse(timeout.toNanos());
    return Duration.ofNanos(Math.max(nanos, LEAST_PATIENCE.toNanos()));
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException _) {
      log.debug("Closing; the pause ends early");
    }
  }
}
