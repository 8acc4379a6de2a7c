package io.daybook.schema.order;

/** An event on behalf of one order, whichever stream it is written to. */
public interface OrderRelated extends AboutOrder {

  /** The order; sagas are associated and timelines are gathered by it. */
  @Override
  OrderId orderId();
}
