package io.daybook.schema.fulfilment;

/** How far a fulfilment has come, as read models tell it. */
public enum FulfilmentPhase {
  /** On its way to being confirmed. */
  RUNNING,
  /** Paid and promised; the goods are picked. */
  CONFIRMED,
  /** Being undone. */
  COMPENSATING,
  /** The carrier has it. */
  SHIPPED,
  /** The customer has it. */
  DELIVERED,
  /** Undone. */
  CANCELLED
}
