package io.daybook.lab.history;

/** What a client was answered. */
sealed interface Answer {

  /**
   * A write is acknowledged.
   *
   * @param position as in the header {@code Daybook-Position}
   * @param version of the stream, as in the header {@code ETag}
   */
  record Written(long position, long version) implements Answer {}

  /**
   * A read is answered.
   *
   * @param position of the last change of the stream that the answer knows, or of the log's end; -1
   *     where it knows of none
   * @param value what that change has written; empty for the log's end
   */
  record Shown(long position, String value) implements Answer {}

  /** A read is answered by {@code NOT_YET}. */
  record NotYet() implements Answer {}

  /** Nobody knows: no answer has come, or one that says that something is away. */
  record Lost() implements Answer {}
}
