package io.daybook.privacy.erasure;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Carries out what is due: erasures, and the end of tokens that no call needs any more. */
@Component
class ErasureWork implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(ErasureWork.class);

  private final Erasures erasures;
  private final SpentTokens tokens;
  private final ScheduledExecutorService working =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("erasures").factory());
  private volatile boolean running;

  ErasureWork(Erasures erasures, SpentTokens tokens) {
    this.erasures = erasures;
    this.tokens = tokens;
  }

  @Override
  public void start() {
    running = true;
    var often = working.scheduleWithFixedDelay(() -> attempt(this::erase), 1, 1, TimeUnit.SECONDS);
    var rarely =
        working.scheduleWithFixedDelay(() -> attempt(tokens::erase), 1, 1, TimeUnit.MINUTES);
    log.trace("{} {}", often, rarely);
  }

  private void erase() {
    while (running && erasures.advance()) {
      log.debug("An erasure has advanced");
    }
  }

  /** What fails is tried again, and others are not held up for ever. */
  private static void attempt(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException failure) {
      log.warn("An erasure waits; trying again", failure);
    }
  }

  @Override
  public void stop() {
    running = false;
    working.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
