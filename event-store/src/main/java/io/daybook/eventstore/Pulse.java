package io.daybook.eventstore;

import java.time.Duration;
import java.util.function.Supplier;

/** Whether one who asks PostgreSQL again and again, one question at a time, gets answers. */
final class Pulse {
  private final Duration patience;
  private volatile boolean asking;
  private volatile boolean failing;
  private volatile long askedAt = System.nanoTime();
  private volatile long answeredAt;

  /**
   * @param patience how long an answer may take
   */
  Pulse(Duration patience) {
    this.patience = patience;
    this.answeredAt = System.nanoTime() - Duration.ofDays(1).toNanos();
  }

  /** Asks, and notes whether an answer came. */
  <T> T ask(Supplier<T> question) {
    asked();
    try {
      var answer = question.get();
      answered();
      return answer;
    } catch (RuntimeException | Error failure) {
      failed();
      throw failure;
    }
  }

  void asked() {
    askedAt = System.nanoTime();
    asking = true;
  }

  void answered() {
    answeredAt = System.nanoTime();
    failing = false;
    asking = false;
  }

  void failed() {
    failing = true;
    asking = false;
  }

  boolean hasAnsweredWithin(Duration latest) {
    return System.nanoTime() - answeredAt < latest.toNanos();
  }

  /** False from the first failure to the next answer, and while an answer takes too long. */
  boolean isWell() {
    return !failing && !(asking && System.nanoTime() - askedAt > patience.toNanos());
  }
}
