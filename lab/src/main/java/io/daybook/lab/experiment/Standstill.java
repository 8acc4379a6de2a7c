package io.daybook.lab.experiment;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Notices when this process does not get on: the machine had no time for it, or it was stopped. */
public final class Standstill {
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LEAST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final AtomicLong nanos = new AtomicLong();

  /** Watches until the process ends. */
  public Standstill() {
    Thread.ofPlatform().daemon().start(this::watch);
  }

  /** How long it stood still so far, counting only what was longer than a second. */
  public double seconds() {
    return nanos.get() / 1e9;
  }

  private void watch() {
    for (var last = System.nanoTime(); !Thread.currentThread().isInterrupted(); ) {
      LockSupport.parkNanos(TICK_NANOS);
      var now = System.nanoTime();
      if (now - last > LEAST_NANOS) {
        nanos.addAndGet(now - last);
      }
      last = now;
    }
  }
}
