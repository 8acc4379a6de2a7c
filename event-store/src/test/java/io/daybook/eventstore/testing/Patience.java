package io.daybook.eventstore.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Tests that await a condition have time on a slow machine, too: only one that fails waits so long.
 * They look at once, and then often: what is true already is not waited for.
 */
public class Patience implements LauncherSessionListener {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration OFTEN = Duration.ofMillis(50);

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Awaitility.setDefaultTimeout(LONG);
    Awaitility.setDefaultPollDelay(Duration.ZERO);
    Awaitility.setDefaultPollInterval(OFTEN);
  }
}
