package io.daybook.reconciliation;

import java.util.concurrent.CancellationException;

/** A run that is told to stop ends between two questions. */
final class Interruption {
  private Interruption() {}

  /**
   * Stands still no longer than it takes to notice.
   *
   * @throws CancellationException when the process is stopping
   */
  static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the process is stopping");
    }
  }

  static CancellationException of(InterruptedException interrupted) {
    Thread.currentThread().interrupt();
    var stopping = new CancellationException("the process is stopping");
    stopping.initCause(interrupted);
    return stopping;
  }
}
