package io.daybook.lab.replicated;

/** How a transaction ends. */
enum Verdict {
  COMMIT,
  ABORT
}
