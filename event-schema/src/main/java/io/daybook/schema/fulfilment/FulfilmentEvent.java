package io.daybook.schema.fulfilment;

import io.daybook.schema.order.OrderRelated;

/** What happens when a fulfilment does not go on as it should. */
public sealed interface FulfilmentEvent extends OrderRelated
    permits FulfilmentParked,
        FulfilmentResumed,
        FulfilmentActionSkipped,
        FulfilmentUnparked,
        FulfilmentOverdue {

  /** The fulfilment. */
  FulfilmentId fulfilmentId();

  /** What it is about. */
  FulfilmentAction action();
}
