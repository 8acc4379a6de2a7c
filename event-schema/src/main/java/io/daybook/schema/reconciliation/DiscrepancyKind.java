package io.daybook.schema.reconciliation;

/** What can differ between two books. */
public enum DiscrepancyKind {
  /** The provider holds or has taken money under a reference that no payment of ours explains. */
  PAYMENT_UNKNOWN_TO_US,
  /** We hold or have taken money under a reference that the provider does not know. */
  PAYMENT_MISSING_AT_PROVIDER,
  /** The payment is in another currency there. */
  PAYMENT_CURRENCY_DIFFERS,
  /** More or less money is held there than our books say. */
  HELD_AMOUNT_DIFFERS,
  /** More or less money was taken there than our books say. */
  CAPTURED_AMOUNT_DIFFERS,
  /** More or less money was paid back there than our books say. */
  REFUNDED_AMOUNT_DIFFERS,
  /** Money is held there though our books say that it was let go. */
  MONEY_STILL_HELD,
  /** The carrier has a booking that no shipment of ours explains. */
  SHIPMENT_UNKNOWN_TO_US,
  /** Our books have a booking that the carrier does not know. */
  SHIPMENT_MISSING_AT_CARRIER,
  /** The carrier would come, though our books say that nothing is booked. */
  BOOKED_ONLY_AT_CARRIER,
  /** The carrier would not come, though our books say that it is booked. */
  BOOKED_ONLY_IN_OUR_BOOKS,
  /** Goods are held for an order that has ended, or that did not order them. */
  RESERVATION_LEFT_OVER,
  /** Fewer goods are held than a confirmed order needs that has not shipped. */
  RESERVATION_MISSING,
  /** Goods came back, and the money for them was not paid back. */
  RETURN_NOT_REFUNDED,
  /** An order was cancelled after its money was taken, and the money was not paid back. */
  CANCELLATION_NOT_REFUNDED,
  /** Money was paid back though nothing came back and no order was cancelled. */
  REFUND_WITHOUT_RETURN,
  /** More or less was paid back than what came back, or was cancelled, is worth. */
  RETURN_REFUND_AMOUNT_DIFFERS
}
