package io.daybook.lab.dualwrite;

import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Moments at random. Where a process is then is not to be replayed, only how long it ran. */
final class Chance {
  private static final long SEED = 20_261_129;

  private final Random random = new Random(SEED);

  /** Lets time go by. */
  void pass(int leastMillis, int mostMillis) {
    pause(random.nextInt(leastMillis, mostMillis));
  }

  static void pause(long millis) {
    var end = System.nanoTime() + millis * 1_000_000;
    for (var left = millis * 1_000_000; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
