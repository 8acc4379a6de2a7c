package io.daybook.schema.order;

/** What becomes of returned goods. */
public enum Disposition {
  /** Back on the shelf, to be sold again. */
  RESTOCK,
  /** Not fit to be sold again. */
  WRITE_OFF
}
