package io.daybook.sandbox;

/** The outside did not answer; whether it did the work is unknown. */
public final class UnansweredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnansweredException(String message) {
    super(message);
  }
}
