package io.daybook.schema.fulfilment;

import io.daybook.schema.order.OrderRelated;

/** What happens when a fulfilment cannot go on by itself. */
public sealed interface FulfilmentEvent extends OrderRelated
    permits FulfilmentParked, FulfilmentResumed, FulfilmentActionSkipped {

  /** The fulfilment. */
  FulfilmentId fulfilmentId();

  /** What it could not have done. */
  FulfilmentAction action();
}
