package io.daybook.schema.order;

/** Why an order was cancelled, as analytics and the customer's mail tell it apart. */
public enum CancellationCause {
  /** The customer asked for it. */
  CUSTOMER,
  /** The money could not be held or taken. */
  PAYMENT,
  /** Not enough goods. */
  STOCK,
  /** No carrier would come. */
  CARRIER,
  /** Somebody did not answer in time. */
  TIMEOUT,
  /** An operator gave up a step that could not be done. */
  OPERATOR
}
