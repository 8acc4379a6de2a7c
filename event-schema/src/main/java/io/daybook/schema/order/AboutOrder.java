package io.daybook.schema.order;

/** What is kept of one order. The personal texts in it are those of the order's customer. */
public interface AboutOrder {

  /** The order. */
  OrderId orderId();
}
