package io.daybook.importer;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** A bar on a terminal, a line every few seconds elsewhere. */
public final class ProgressBar {
  private static final int WIDTH = 40;

  private final PrintStream out;
  private final boolean terminal;
  private Instant next = Instant.EPOCH;

  /**
   * @param terminal whether a line can be written anew
   */
  public ProgressBar(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** So much is done of so much. */
  public void at(long done, long total, String what) {
    var now = Instant.now();
    if (done < total && now.isBefore(next)) {
      return;
    }
    next = now.plus(terminal ? Duration.ofMillis(100) : Duration.ofSeconds(5));
    var filled = total == 0 ? WIDTH : (int) (WIDTH * done / total);
    var bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
    out.printf("%s[%s] %d of %d  %-12s", terminal ? "\r" : "", bar, done, total, what);
    if (!terminal || done == total) {
      out.println();
    }
    out.flush();
  }
}
