package io.daybook.query;

/** A query that could not be answered in the time that it has. */
final class QueryTooSlow extends RuntimeException {
  private static final long serialVersionUID = 1L;

  QueryTooSlow() {
    super("the query took too long; ask for less");
  }
}
