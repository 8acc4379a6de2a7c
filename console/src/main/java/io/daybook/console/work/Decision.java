package io.daybook.console.work;

import java.util.Locale;
import java.util.Map;

/** What an operator decides about orders that are parked. */
public enum Decision {
  RESUME("tried again"),
  SKIP("given up"),
  CANCEL("cancelled");

  private final String done;

  Decision(String done) {
    this.done = done;
  }

  /** In the past tense. */
  public String done() {
    return done;
  }

  /** The last part of its address, of the API and of the console. */
  public String path() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it takes a reason, which goes into the log. */
  public boolean hasReason() {
    return this != RESUME;
  }

  /** What the API is sent. */
  Map<String, String> body(String action, String reason) {
    return switch (this) {
      case RESUME -> Map.of();
      case SKIP -> Map.of("action", action, "reason", reason);
      case CANCEL -> Map.of("reason", reason);
    };
  }
}
