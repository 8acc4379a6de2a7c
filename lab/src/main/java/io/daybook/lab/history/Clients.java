package io.daybook.lab.history;

import io.daybook.lab.history.Asked.Habit;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Clients that ask two processes at once, each one thing after the other, and write down what they
 * have asked and what they were answered. All of them are threads of one process, so one monotonic
 * clock says what was before what.
 */
final class Clients implements AutoCloseable {
  private static final int NODES = 2;
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final long AWAY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Door door;
  private final List<String> streams;
  private final Queue<Operation> history = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  Clients(Door door, List<String> streams) {
    this.door = door;
    this.streams = List.copyOf(streams);
  }

  /** Two clients of each habit, two that only write, and one that asks for the log's end. */
  void start() {
    for (int i = 0; i < NODES; i++) {
      begin(Who.WRITES, null, i);
      begin(Who.READS_AND_WRITES, Habit.CARRIES, i);
      begin(Who.READS, Habit.FORGETS_AND_STAYS, i);
      begin(Who.READS, Habit.FORGETS_AND_CHANGES, i);
    }
    begin(Who.ASKS_FOR_THE_END, null, 0);
  }

  private enum Who {
    WRITES,
    READS_AND_WRITES,
    READS,
    ASKS_FOR_THE_END
  }

  private void begin(Who who, @Nullable Habit habit, int home) {
    int client = threads.size();
    threads.add(
        Thread.ofPlatform().name("client-" + client).start(() -> run(client, who, habit, home)));
  }

  private void run(int client, Who who, @Nullable Habit habit, int home) {
    var random = new Random(client);
    long known = -1;
    try {
      for (int turn = 0; !over; turn++) {
        var stream = streams.get(random.nextInt(streams.size()));
        var asked = asked(who, habit, stream, client + "." + turn, known, random);
        var node = habit == Habit.FORGETS_AND_STAYS ? home : random.nextInt(NODES);
        var begin = System.nanoTime();
        var answer = door.ask(node, asked, random.nextBoolean());
        history.add(new Operation(client, node, asked, begin, System.nanoTime(), answer));
        known =
            switch (answer) {
              case Answer.Written written -> Math.max(known, written.position());
              case Answer.Shown shown -> Math.max(known, shown.position());
              case Answer.NotYet _, Answer.Lost _ -> known;
            };
        LockSupport.parkNanos(
            answer instanceof Answer.Lost ? AWAY_NANOS : random.nextLong(LONGEST_PAUSE_NANOS));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      failures.add(failure);
    }
  }

  private static Asked asked(
      Who who, @Nullable Habit habit, String stream, String value, long known, Random random) {
    return switch (who) {
      case WRITES -> new Asked.Write(stream, value);
      case READS -> read(stream, -1, habit);
      case READS_AND_WRITES ->
          random.nextInt(4) == 0 ? new Asked.Write(stream, value) : read(stream, known, habit);
      case ASKS_FOR_THE_END -> new Asked.End();
    };
  }

  private static Asked read(String stream, long least, @Nullable Habit habit) {
    if (habit == null) {
      throw new IllegalArgumentException("who reads has a habit");
    }
    return new Asked.Read(stream, least, habit);
  }

  /**
   * Waits until they have done so much more, and so long at least.
   *
   * @throws IllegalStateException when they do not get on
   */
  void awaitMore(int operations, long seconds) {
    var begun = System.nanoTime();
    var enough = count() + operations;
    while (count() < enough || System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(seconds)) {
      if (System.nanoTime() - begun > PATIENCE_NANOS) {
        throw new IllegalStateException("Only " + count() + " operations of " + enough);
      }
      LockSupport.parkNanos(AWAY_NANOS);
    }
  }

  /** How many writes were acknowledged by now. */
  int acknowledged() {
    return (int) history.stream().filter(one -> one.answer() instanceof Answer.Written).count();
  }

  /**
   * Waits until so many writes were acknowledged in all.
   *
   * @throws IllegalStateException when they do not get on
   */
  void awaitAcknowledged(int enough) {
    var begun = System.nanoTime();
    while (acknowledged() < enough) {
      if (System.nanoTime() - begun > PATIENCE_NANOS) {
        throw new IllegalStateException("Only " + acknowledged() + " writes of " + enough);
      }
      LockSupport.parkNanos(AWAY_NANOS);
    }
  }

  /** Has them end what they do, and tells what they have written down. */
  List<Operation> stop() throws InterruptedException {
    over = true;
    for (var thread : threads) {
      thread.join();
    }
    if (!failures.isEmpty()) {
      throw new IllegalStateException("A client has failed", failures.peek());
    }
    return List.copyOf(history);
  }

  /** How many operations are written down by now. */
  int count() {
    return history.size();
  }

  @Override
  public void close() {
    over = true;
  }
}
