package io.daybook.schema.fulfilment;

/** The steps of a fulfilment in their order; each is undone before the ones above it. */
public enum FulfilmentStep {
  /** Hold the money. */
  AUTHORIZE_PAYMENT,
  /** Hold the goods, every line. */
  RESERVE_STOCK,
  /** Book the carrier. */
  BOOK_CARRIER,
  /** Take the money: the pivot. */
  CAPTURE_PAYMENT,
  /** Promise delivery to the customer. */
  CONFIRM_ORDER,
  /** Pick, pack and dispatch. */
  PICK,
  /** On its way to the customer. */
  DELIVER
}
