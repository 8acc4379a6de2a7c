package io.daybook.query;

/** A query that cannot be answered as it was asked; the message says what to ask instead. */
public final class BadQuery extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadQuery(String message) {
    super(message);
  }
}
