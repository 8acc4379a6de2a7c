package io.daybook.saga.call;

/** The other side is working on it: no failure, and asked again until it has an answer. */
public final class NotYetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotYetException(String message) {
    super(message);
  }
}
