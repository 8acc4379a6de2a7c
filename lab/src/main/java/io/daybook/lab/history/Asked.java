package io.daybook.lab.history;

/** What a client has asked for. */
sealed interface Asked {

  /**
   * A change of one stream.
   *
   * @param value is written by nobody else and never again
   */
  record Write(String stream, String value) implements Asked {}

  /**
   * A read model is asked for the last change of a stream.
   *
   * @param least the position that the answer must know of, as the client has asked; -1 for none
   * @param habit of the client
   */
  record Read(String stream, long least, Habit habit) implements Asked {}

  /** The log itself is asked where it ends. */
  record End() implements Asked {}

  /** What a client does with the positions that it is told. */
  enum Habit {
    /** Sends the highest with each read, to whichever process. */
    CARRIES,
    /** Forgets them, and asks one process always. */
    FORGETS_AND_STAYS,
    /** Forgets them, and asks now this process, now the other. */
    FORGETS_AND_CHANGES
  }
}
