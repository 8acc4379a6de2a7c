package io.daybook.query;

/**
 * A query that cannot be answered as it was asked; the message says what to ask instead, and names
 * the argument.
 */
public final class BadQuery extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String argument;

  /**
   * A query with an argument that cannot be.
   *
   * @param argument its name in the schema
   */
  public BadQuery(String argument, String message) {
    super(message);
    this.argument = argument;
  }

  /** The argument that is to be changed. */
  public String argument() {
    return argument;
  }
}
