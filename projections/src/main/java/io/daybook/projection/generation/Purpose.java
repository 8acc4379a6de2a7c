package io.daybook.projection.generation;

/** Why a generation is built. */
enum Purpose {
  /** To be read by queries. */
  SERVING,
  /** To be compared with the live one, and dropped. */
  VERIFICATION
}
