package io.daybook.eventstore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * One thread appends for all: what arrives while a transaction commits is the next transaction. So
 * the cost of a commit is shared by all who wait for it, and one who is alone pays one round trip,
 * which he makes himself.
 *
 * <p>Whoever appends learns the outcome of his own events and of no others'. An attempt that got no
 * answer is simply made again: what the log has already is told apart from what others have.
 */
final class GroupCommit implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

  /** Rows of one transaction; beyond that more rows no longer make a commit cheaper. */
  private static final int MAX_ROWS = 4_000;

  /** So long after its last answer PostgreSQL is taken to be there. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  /** How long the writer waits for an append before it looks whether PostgreSQL is back. */
  private static final Duration IDLE = Duration.ofSeconds(1);

  private final AppendAttempts attempts;
  private final AppendMeters meters;
  private final Duration timeout;
  private final BlockingQueue<Append> queue;

  /** Held by whoever has a transaction under way. */
  private final Semaphore turn = new Semaphore(1);

  private volatile Thread writer;
  private volatile boolean closed;

  /**
   * @param capacity appends that may wait; further ones hold up their callers
   * @param timeout how long a caller waits for room and for the outcome
   * @param onCommit told after every commit how many events it had at most; must not block
   */
  GroupCommit(
      AppendFunction function,
      int capacity,
      Duration timeout,
      IntConsumer onCommit,
      AppendMeters meters) {
    this.attempts = new AppendAttempts(function, timeout, onCommit, meters);
    this.meters = meters;
    this.timeout = timeout;
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.writer = startWriter();
  }

  /** Appends that wait for their turn. */
  int waiting() {
    return queue.size();
  }

  /** Appends that may wait. */
  int capacity() {
    return queue.size() + queue.remainingCapacity();
  }

  Pulse pulse() {
    return attempts.pulse();
  }

  /** Whether the writer has something to do and waits for one who appends alone. */
  boolean hasWriterWaiting() {
    return turn.hasQueuedThreads();
  }

  /** Appends rows that rest on nothing but their own versions. */
  Appended append(List<EventRow> rows) {
    return append(rows, List.of());
  }

  /**
   * Returns when these rows, all of them, are durable.
   *
   * @throws ConcurrencyException when one of the versions is taken, or one is not as expected;
   *     nothing was appended
   * @throws LogUnavailableException when PostgreSQL did not answer in time
   */
  Appended append(List<EventRow> rows, List<Expectation> expected) {
    var append = new Append(rows, expected, System.nanoTime() + timeout.toNanos());
    attemptAlone(append);
    if (!append.isSettled()) {
      enqueue(append);
    }
    return meters.await(append);
  }

  /**
   * Whoever finds nobody else writing does it himself, which spares waking two threads. When that
   * gets no answer, the writer finds out. Whoever is in a transaction leaves it to the writer:
   * Spring would keep the connection until the end of that transaction.
   */
  private void attemptAlone(Append append) {
    if (!closed
        && queue.isEmpty()
        && pulse().hasAnsweredWithin(FRESH)
        && !TransactionSynchronizationManager.isSynchronizationActive()
        && !turn.hasQueuedThreads()
        && turn.tryAcquire()) {
      try {
        attempts.once(List.of(append));
      } catch (RuntimeException failure) {
        log.debug("The writer finds out what became of the append", failure);
      } finally {
        turn.release();
      }
    }
  }

  private void enqueue(Append append) {
    try {
      if (closed || !queue.offer(append, append.nanosLeft(), TimeUnit.NANOSECONDS)) {
        append.giveUp(closed ? "The log is closing" : "The log takes no more at the moment", null);
      } else if (closed && queue.remove(append)) {
        append.giveUp("The log is closing", null); // the writer may have ended before it came
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      append.giveUp("Interrupted while waiting for PostgreSQL", stopped);
    }
  }

  /** What waits is still appended, or given up when PostgreSQL does not take it. */
  @Override
  public void close() {
    closed = true;
    writer.interrupt();
    try {
      writer.join(timeout);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    for (var left = queue.poll(); left != null; left = queue.poll()) {
      if (left.claim()) {
        left.giveUp("The log is closing", null);
      }
    }
  }

  private Thread startWriter() {
    var thread = new AxonThreadFactory("log-append").newThread(this::write);
    thread.start();
    return thread;
  }

  /** An error ends this thread, never the writing: another takes over. */
  private void write() {
    try {
      while (!closed || !queue.isEmpty()) {
        try {
          var first = queue.poll(IDLE.toNanos(), TimeUnit.NANOSECONDS);
          if (first != null) {
            writeGroupOf(first);
          } else if (!pulse().isWell()) {
            probe();
          }
        } catch (InterruptedException _) {
          log.debug("Closing; what waits is still appended");
        }
      }
    } catch (RuntimeException | Error failure) {
      log.error("The append thread ends; another takes over", failure);
      throw failure;
    } finally {
      if (!closed || !queue.isEmpty()) {
        writer = startWriter();
      }
    }
  }

  /** Appends nothing, to learn whether PostgreSQL takes appends again. */
  private void probe() {
    turn.acquireUninterruptibly();
    try {
      attempts.once(List.of());
    } catch (RuntimeException away) {
      log.debug("PostgreSQL takes no appends yet", away);
    } finally {
      turn.release();
    }
  }

  private void writeGroupOf(Append first) {
    turn.acquireUninterruptibly();
    var group = new ArrayList<Append>();
    try {
      gather(first, group);
      attempts.untilSettled(group, () -> closed);
    } finally {
      turn.release();
      group.stream()
          .filter(append -> !append.isSettled())
          .forEach(append -> append.giveUp("The append thread has failed", null));
    }
  }

  /**
   * Those that wait behind the first. No stream is written by two of them: the log decides between
   * them, and not the group.
   */
  private void gather(Append first, List<Append> group) {
    var written = new HashSet<String>();
    var expected = new HashSet<String>();
    int rows = 0;
    for (var next = first; next != null; next = queue.peek()) {
      rows += next.rows().size();
      if (next != first
          && (rows > MAX_ROWS || touches(next, written, expected) || !queue.remove(next))) {
        return;
      }
      if (next.claim()) {
        group.add(next);
        next.rows().forEach(row -> written.add(row.stream()));
        next.expected().forEach(expectation -> expected.add(expectation.stream()));
      }
    }
  }

  private static boolean touches(Append append, Set<String> written, Set<String> expected) {
    return append.rows().stream()
            .anyMatch(row -> written.contains(row.stream()) || expected.contains(row.stream()))
        || append.expected().stream().anyMatch(one -> written.contains(one.stream()));
  }
}
