package io.daybook.query;

/**
 * A query that cannot be answered as it was asked; the message says what to ask instead, and names
 * the argument.
 */
public final class BadQuery extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String argument;
  private final String code;

  /**
   * A query with an argument that cannot be.
   *
   * @param argument its name in the schema
   */
  public BadQuery(String argument, String message) {
    this(argument, message, "BAD_REQUEST");
  }

  private BadQuery(String argument, String message, String code) {
    super(message);
    this.argument = argument;
    this.code = code;
  }

  /** A cursor that was not written for this list, or not by us. */
  public static BadQuery cursor(String argument) {
    return new BadQuery(argument, argument + " is not a cursor of this list", "BAD_CURSOR");
  }

  /** What programs can rely on. */
  String code() {
    return code;
  }

  /** The argument that is to be changed. */
  public String argument() {
    return argument;
  }
}
