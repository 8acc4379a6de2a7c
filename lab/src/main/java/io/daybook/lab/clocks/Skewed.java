package io.daybook.lab.clocks;

import io.daybook.lab.platform.Platform;
import io.daybook.lab.platform.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Two processes of the platform, whose clocks are set while they run. */
final class Skewed implements AutoCloseable {
  static final int BEHIND = 0;
  static final int AHEAD = 1;

  /** Of {@code daybook.fulfilment.stage-deadline}, long enough for what is answered at all. */
  static final int STAGE_DEADLINE_SECONDS = 60;

  /** Of {@code daybook.privacy.settle}, as it comes. */
  static final int SETTLE_SECONDS = 15;

  /** Of {@code daybook.auth.clock-skew}, as it comes. */
  static final int TOKEN_SKEW_SECONDS = 30;

  private static final String ROLES = "command,query,projection,saga";
  private static final long JUMP_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Libfaketime reads its file again after a second. */
  private static final long SEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(2_500);

  private final Path directory = Files.createTempDirectory("lab-clocks");
  private final FakeClock behind = new FakeClock(directory.resolve("behind"));
  private final FakeClock ahead = new FakeClock(directory.resolve("ahead"));
  private final Platform platform;

  Skewed(Path library) throws IOException {
    platform =
        new Platform(
            Shape.of(
                List.of(
                    new Shape.Node(
                        "behind",
                        ROLES,
                        behind.environment(library),
                        settings("--daybook.auth.clock-skew=200s")),
                    new Shape.Node("ahead", ROLES, ahead.environment(library), settings()))));
  }

  private static List<String> settings(String... more) {
    return Stream.concat(
            Stream.of(
                "--daybook.log.seal-every=1s",
                "--daybook.log.claim-timeout=30s", // a machine that is busy is not a wrong clock
                // a process writes every four seconds how far it is while nothing happens
                "--daybook.query.wait-within=8s",
                "--daybook.fulfilment.stage-deadline=" + STAGE_DEADLINE_SECONDS + "s"),
            Stream.of(more))
        .toList();
  }

  /** Starts both, with right clocks. */
  void start() throws IOException, InterruptedException {
    platform.start();
  }

  Platform platform() {
    return platform;
  }

  /** Sets both clocks, and returns when both processes have seen it. */
  void set(double behindSeconds, double aheadSeconds) throws IOException {
    behind.set(behindSeconds);
    ahead.set(aheadSeconds);
    sleep(SEEN_NANOS);
  }

  /** Has the clocks be as in a phase until the jumps are closed. */
  Jumps during(Phase phase) throws IOException {
    set(phase.behind().getFirst(), phase.ahead().getFirst());
    return new Jumps(phase);
  }

  /** Sets the clocks to one value after the other. */
  final class Jumps implements AutoCloseable {
    private final Thread thread;
    private volatile boolean over;

    private Jumps(Phase phase) {
      thread = Thread.ofPlatform().name("jumps").start(() -> run(phase));
    }

    private void run(Phase phase) {
      for (int i = 1; !over && phase.behind().size() > 1; i++) {
        sleep(JUMP_NANOS);
        try {
          behind.set(phase.behind().get(i % phase.behind().size()));
          ahead.set(phase.ahead().get(i % phase.ahead().size()));
        } catch (IOException failure) {
          throw new UncheckedIOException(failure);
        }
      }
    }

    @Override
    public void close() {
      over = true;
      join(thread);
    }
  }

  /** Waits until a thread has ended that was told to. */
  static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  static void sleep(long nanos) {
    var until = System.nanoTime() + nanos;
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }

  @Override
  public void close() throws IOException {
    platform.close();
  }
}
