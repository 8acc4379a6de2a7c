package io.daybook.lab.clocks;

/** What a clock says of two events. */
enum Told {
  BEFORE,
  AFTER,
  /** That neither is before the other, or that it cannot tell. */
  NEITHER
}
