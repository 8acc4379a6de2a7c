package io.daybook.eventstore.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Tests that await a condition have time on a slow machine, too: only one that fails waits so long.
 * They look at once, and often: the many that are quickly true take no time.
 */
public class Patience implements LauncherSessionListener {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SOON = Duration.ofMillis(50);

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Awaitility.setDefaultTimeout(LONG);
    Awaitility.setDefaultPollDelay(Duration.ZERO); // much of it is so at once
    Awaitility.setDefaultPollInterval(SOON);
  }
}
