package io.daybook.eventstore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread appends for all: what arrives while a transaction commits is the next transaction. So
 * the cost of a commit is shared by all who wait for it, and one who is alone pays one round trip,
 * which he makes himself.
 *
 * <p>Whoever appends learns the outcome of his own events and of no others': when a group does not
 * go through as a whole, {@link #settle} finds out for each append whether it is in the log, has
 * lost a race, is refused, or can still be made. That is also how a lost connection is survived
 * between the commit and its answer.
 */
final class GroupCommit implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

  /** Rows of one transaction; beyond that more rows no longer make a commit cheaper. */
  private static final int MOST_ROWS = 4_000;

  /** How often overdue appends are looked for; a timer for each would cost more than the append. */
  private static final long WATCH_MILLIS = 250;

  /** So long after its last answer PostgreSQL is taken to be there. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final long LONGEST_PAUSE_MILLIS = 500;

  private final EventTable table;
  private final Duration timeout;
  private final Runnable onCommit;
  private final BlockingQueue<Append> queue;
  private final Thread writer;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(new AxonThreadFactory("log-append-watch"));

  /** Held by whoever has a transaction under way. */
  private final Semaphore turn = new Semaphore(1);

  /** When PostgreSQL last said that it had committed. */
  private volatile long answeredAt = System.nanoTime() - FRESH.toNanos();

  /** The appends of the writer's transaction under way. */
  private volatile List<Append> underWay = List.of();

  private volatile boolean closed;

  /**
   * @param capacity appends that may wait; further ones hold up their callers
   * @param timeout how long a caller waits for room and for the outcome
   * @param onCommit told after every commit; must not block
   */
  GroupCommit(EventTable table, int capacity, Duration timeout, Runnable onCommit) {
    this.table = table;
    this.timeout = timeout;
    this.onCommit = onCommit;
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.writer = new AxonThreadFactory("log-append").newThread(this::write);
    writer.start();
    var unused =
        watch.scheduleWithFixedDelay(
            this::answerOverdue, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Appends that wait for their turn. */
  int waiting() {
    return queue.size();
  }

  /**
   * Returns when these rows, all of them, are durable.
   *
   * @throws ConcurrencyException when one of the versions is taken; nothing was appended
   * @throws LogUnavailableException when PostgreSQL did not answer in time
   */
  void append(List<EventRow> rows) {
    if (appendedAlone(rows)) {
      return;
    }
    var append = new Append(rows, System.nanoTime() + timeout.toNanos());
    try {
      if (closed || !(queue.offer(append) || offerForAWhile(append))) {
        throw new LogUnavailableException(
            closed ? "The log is closing" : "The log takes no more events at the moment",
            true,
            null);
      }
      append.outcome.get();
    } catch (ExecutionException failed) {
      throw asUnchecked(failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw append.giveUp("Interrupted while waiting for PostgreSQL", stopped);
    }
  }

  /**
   * Whoever finds nobody else writing does it himself, which spares waking two threads. When that
   * fails, or its outcome is not known, the writer finds out: to append the same events again is
   * harmless.
   */
  private boolean appendedAlone(List<EventRow> rows) {
    if (closed
        || !queue.isEmpty()
        || System.nanoTime() - answeredAt > FRESH.toNanos()
        || turn.hasQueuedThreads()
        || !turn.tryAcquire()) {
      return false;
    }
    try {
      table.append(rows, timeout);
      answered();
      return true;
    } catch (RuntimeException failure) {
      log.debug("The writer finds out what became of {}", rows.getFirst().stream(), failure);
      return false;
    } finally {
      turn.release();
    }
  }

  private void answered() {
    answeredAt = System.nanoTime();
    onCommit.run();
  }

  private boolean offerForAWhile(Append append) throws InterruptedException {
    return queue.offer(append, timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    closed = true;
    writer.interrupt();
    try {
      writer.join(timeout);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    watch.shutdownNow();
    queue.forEach(append -> append.fail("The log is closing", null));
  }

  private void write() {
    while (!closed || !queue.isEmpty()) {
      try {
        var first = queue.take();
        underWay = List.of(first);
        turn.acquireUninterruptibly();
        try {
          writeWithOthers(first);
        } finally {
          turn.release();
        }
      } catch (InterruptedException _) {
        log.debug("Closing; what waits is still appended");
      }
    }
  }

  private void writeWithOthers(Append first) {
    var group = new ArrayList<Append>();
    try {
      take(first, group);
      for (var next = queue.peek();
          next != null && rows(group) + next.rows.size() <= MOST_ROWS;
          next = queue.peek()) {
        take(queue.remove(), group);
      }
      underWay = List.copyOf(group);
      commit(group);
    } catch (RuntimeException bug) {
      log.error("The append thread met what nobody thought of", bug);
      group.forEach(append -> append.outcome.completeExceptionally(bug));
    }
  }

  private static void take(Append append, List<Append> group) {
    if (append.state.compareAndSet(State.WAITING, State.TAKEN)) {
      group.add(append);
    }
  }

  private static int rows(List<Append> group) {
    int rows = 0;
    for (var append : group) {
      rows += append.rows.size();
    }
    return rows;
  }

  private void commit(List<Append> group) {
    if (group.isEmpty()) {
      return;
    }
    try {
      table.append(group.stream().flatMap(append -> append.rows.stream()).toList(), timeout);
    } catch (RuntimeException failure) {
      settle(group, failure);
      return;
    }
    answered();
    group.forEach(append -> append.outcome.complete(null));
  }

  /** Finds out for each append of a group that did not go through what became of it. */
  private void settle(List<Append> group, RuntimeException why) {
    var failure = why;
    var open = new ArrayList<>(group);
    for (long pause = FIRST_PAUSE_MILLIS; !open.isEmpty(); pause = 2 * pause) {
      if (Refusal.isFinal(failure) && !Refusal.isConflict(failure)) {
        refuse(open, failure);
        return;
      }
      if (failure != why || !Refusal.isConflict(failure)) {
        log.warn("PostgreSQL did not take {} appends; trying again", open.size(), failure);
        pause(Math.min(pause, LONGEST_PAUSE_MILLIS));
        giveUpOverdue(open, failure);
      }
      try {
        var conflicts = table.appendUnlessTaken(open.stream().map(append -> append.rows).toList());
        answered();
        for (int i = 0; i < open.size(); i++) {
          open.get(i).settle(conflicts.get(i));
        }
        return;
      } catch (RuntimeException again) {
        failure = again;
      }
    }
  }

  /** PostgreSQL refuses something in this group: whoever it is must not take the others along. */
  private void refuse(List<Append> group, RuntimeException failure) {
    if (group.size() == 1) {
      group.getFirst().outcome.completeExceptionally(failure);
    } else {
      for (var append : group) {
        commit(List.of(append));
      }
    }
  }

  /** Also when the writer itself hangs in a connection that answers nothing. */
  private void answerOverdue() {
    var now = System.nanoTime();
    Consumer<Append> answer =
        append -> {
          if (now - append.deadline > 0) {
            append.fail("PostgreSQL has not answered for " + timeout, null);
          }
        };
    queue.forEach(answer);
    underWay.forEach(answer);
  }

  private void giveUpOverdue(List<Append> open, RuntimeException failure) {
    open.removeIf(
        append -> {
          var overdue = closed || System.nanoTime() - append.deadline > 0;
          if (overdue) {
            append.fail("PostgreSQL is away", failure);
          }
          return overdue;
        });
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException _) {
      log.debug("Closing; the pause ends early");
    }
  }

  private static RuntimeException asUnchecked(@Nullable Throwable failure) {
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(failure);
  }

  private enum State {
    WAITING,
    TAKEN,
    GIVEN_UP
  }

  /** The rows of one command and what became of them. */
  private static final class Append {
    final List<EventRow> rows;
    final long deadline;
    final CompletableFuture<@Nullable Void> outcome = new CompletableFuture<>();
    final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    Append(List<EventRow> rows, long deadline) {
      this.rows = rows;
      this.deadline = deadline;
    }

    void settle(boolean taken) {
      if (taken) {
        var first = rows.getFirst();
        outcome.completeExceptionally(
            new ConcurrencyException(
                "Another command has appended version "
                    + first.version()
                    + " of "
                    + first.stream()));
      } else {
        outcome.complete(null);
      }
    }

    void fail(String why, @Nullable Throwable cause) {
      if (!outcome.isDone()) {
        outcome.completeExceptionally(giveUp(why, cause));
      }
    }

    /** An append that is given up while it waits for its turn is never made. */
    LogUnavailableException giveUp(String why, @Nullable Throwable cause) {
      var nothing = state.compareAndSet(State.WAITING, State.GIVEN_UP);
      var outcomeText =
          nothing ? "; nothing was appended" : "; whether the events were appended is not known";
      return new LogUnavailableException(why + outcomeText, nothing, cause);
    }
  }
}
