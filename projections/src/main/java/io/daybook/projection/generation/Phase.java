package io.daybook.projection.generation;

/** How far the building of a generation is. */
enum Phase {
  /** Up to where the log ended when it began, into tables that have few indexes. */
  LOADING,
  /** The other indexes and the statistics of the tables are made. */
  INDEXING,
  /** What was appended meanwhile is followed. */
  CATCHING_UP,
  /** It is built. */
  FOLLOWING
}
