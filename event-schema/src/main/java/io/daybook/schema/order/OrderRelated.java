package io.daybook.schema.order;

/** An event on behalf of one order, whichever stream it is written to. */
public interface OrderRelated {

  /** The order; sagas are associated and timelines are gathered by it. */
  OrderId orderId();
}
