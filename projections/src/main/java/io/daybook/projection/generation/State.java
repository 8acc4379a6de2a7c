package io.daybook.projection.generation;

/** What becomes of a generation. */
enum State {
  /** It follows the log from its beginning, and no query reads it. */
  BUILDING,
  /** Its building waits for an operator. */
  PAUSED,
  /** Its building met an event that it cannot handle. */
  FAILED,
  /** Queries of its version read it. */
  LIVE,
  /** It was live, and is followed still: a rollback makes it live again. */
  FORMER,
  /** Nobody follows it any more, and its tables go. */
  DROPPED
}
