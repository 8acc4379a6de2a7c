package io.daybook.relay.follow;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One recipient and its cursor, as long as this process owns it. It hands over stretch after
 * stretch, never two at a time; while there is nothing to hand over it is not at work, and costs a
 * look at each new stretch.
 */
final class Handover {
  private static final Logger log = LoggerFactory.getLogger(Handover.class);

  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int MOST_DOUBLINGS = 10;

  private enum State {
    IDLE,
    AT_WORK,
    ENDED
  }

  private final RelayCursor cursor;
  private final Recipient recipient;
  private final Stretches stretches;
  private final ScheduledExecutorService threads;
  private final Relay relay;
  private State state = State.IDLE;
  private int failures;
  private volatile long begunAt;
  private volatile long position;
  private volatile @Nullable String trouble;

  Handover(
      RelayCursor cursor,
      Recipient recipient,
      Stretches stretches,
      ScheduledExecutorService threads,
      Relay relay) {
    this.cursor = cursor;
    this.recipient = recipient;
    this.stretches = stretches;
    this.threads = threads;
    this.relay = relay;
    this.position = cursor.position();
    this.begunAt = System.nanoTime() - recipient.apart().toNanos();
  }

  RelayCursor cursor() {
    return cursor;
  }

  /** Up to where the recipient was told. */
  long position() {
    return position;
  }

  /** Why it is not told more, if it is not. */
  @Nullable String trouble() {
    return trouble;
  }

  /** There may be more to hand over. Never waits for anybody. */
  synchronized void goOn() {
    while (state == State.IDLE && relay.holds() && !isAtItsEnd()) {
      var stretch = stretches.recent(position, recipient.most());
      if (stretch == null) {
        state = State.AT_WORK;
        threads.execute(this::readAndTake);
      } else if (stretch.last() <= position) {
        return;
      } else {
        handOver(told(stretch));
      }
    }
  }

  synchronized void end() {
    if (state != State.ENDED) {
      state = State.ENDED;
      threads.execute(recipient::close);
    }
  }

  private boolean isAtItsEnd() {
    return position >= until();
  }

  private long until() {
    return cursor.until() == null ? Long.MAX_VALUE : cursor.until();
  }

  private Stretch told(Stretch stretch) {
    return stretch.told(recipient, position, until());
  }

  /** Gives it to the recipient, or only moves on where it is nothing to the recipient. */
  private void handOver(Stretch told) {
    if (told.isEmpty()) {
      position = told.last();
    } else {
      state = State.AT_WORK;
      var rest = begunAt + recipient.apart().toNanos() - System.nanoTime();
      if (rest > 0 && told.announcements().size() < recipient.most()) {
        resumeAfter(rest);
      } else {
        threads.execute(() -> take(told));
      }
    }
  }

  private void readAndTake() {
    try {
      var stretch = stretches.read(position);
      if (stretch.last() <= position) { // this process has not seen yet what follows
        resumeAfter(SOON.toNanos());
        return;
      }
      var told = told(stretch);
      if (told.isEmpty()) {
        position = told.last();
        resume();
      } else {
        take(told);
      }
    } catch (RuntimeException | Error failure) {
      failed(failure);
    }
  }

  private void take(Stretch told) {
    begunAt = System.nanoTime();
    CompletionStage<?> taken;
    try {
      taken = recipient.take(told);
    } catch (RuntimeException | Error failure) {
      failed(failure);
      return;
    }
    var unused =
        taken.whenComplete(
            (_, failure) -> {
              if (failure == null) {
                taken(told);
              } else {
                failed(failure);
              }
            });
  }

  private void taken(Stretch told) {
    position = told.last();
    relay.moved(this);
    if (trouble != null) {
      log.info("{} is told again, from position {}", cursor.name(), told.after());
      trouble = null;
    }
    failures = 0;
    resume();
  }

  private void resume() {
    synchronized (this) {
      if (state == State.AT_WORK) {
        state = State.IDLE;
      }
    }
    goOn();
  }

  private void failed(Throwable failure) {
    if (Causes.has(LostException.class, failure)) {
      log.info("{} is given up: {}", cursor.name(), Causes.root(failure).getMessage());
      relay.lost(this);
      return;
    }
    if (trouble == null) {
      log.warn("{} is not told what is after position {}", cursor.name(), position, failure);
    }
    trouble = "after position " + position + ": " + Causes.root(failure);
    var longest = FIRST_PAUSE.toMillis() << Math.min(failures++, MOST_DOUBLINGS);
    var pause = Math.min(longest, LONGEST_PAUSE.toMillis());
    var chosen = pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
    resumeAfter(TimeUnit.MILLISECONDS.toNanos(chosen));
  }

  private void resumeAfter(long nanos) {
    try {
      var unused = threads.schedule(this::resume, nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException ends) {
      log.debug("Nobody goes on with {}", cursor.name(), ends);
    }
  }
}
