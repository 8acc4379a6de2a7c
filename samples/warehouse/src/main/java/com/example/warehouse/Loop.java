package com.example.warehouse;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one thing again and again, on a thread of its own. What fails is done again after a pause
 * that doubles: a broker or a database that is away comes back, and nothing is lost meanwhile.
 */
final class Loop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Loop.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** What is done; it says whether there is more to do at once. */
  interface Work {
    boolean run() throws Exception;
  }

  private final String name;
  private final Work work;
  private final Duration rest;
  private final Semaphore bell = new Semaphore(0);
  private final Thread thread;
  private volatile boolean ended;

  /**
   * Begins.
   *
   * @param rest how long it waits when there is no more to do
   */
  Loop(String name, Duration rest, Work work) {
    this.name = name;
    this.rest = rest;
    this.work = work;
    this.thread = Thread.ofPlatform().name(name).start(this::run);
  }

  /** There is something to do. */
  void ring() {
    bell.release();
  }

  private void run() {
    var pause = FIRST_PAUSE;
    while (!ended) {
      try {
        if (!work.run()) {
          await(rest);
        }
        pause = FIRST_PAUSE;
      } catch (InterruptedException _) {
        return;
      } catch (Exception failure) {
        if (ended) {
          return;
        }
        log.warn("{} failed and is done again in {}: {}", name, pause, failure.toString());
        try {
          await(pause);
        } catch (InterruptedException _) {
          return;
        }
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                ? LONGEST_PAUSE
                : pause.multipliedBy(2);
      }
    }
  }

  private void await(Duration atMost) throws InterruptedException {
    if (bell.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      bell.drainPermits();
    }
  }

  /** Ends when what is being done is done. */
  @Override
  public void close() {
    ended = true;
    bell.release();
    try {
      thread.join(Duration.ofSeconds(15));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
