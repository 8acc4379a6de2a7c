package io.daybook.saga.fulfilment;

import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.order.OrderId;
import java.time.Duration;

/**
 * Which fulfilments wait for an answer, so that one that never comes is noticed; in the transaction
 * of the saga.
 */
interface Waits {

  /** The deadline of a fulfilment begins, or begins anew. */
  void begin(OrderId order, FulfilmentAction action, Duration patience);

  /** A fulfilment waits for nothing any more, or for an operator. */
  void end(OrderId order);
}
