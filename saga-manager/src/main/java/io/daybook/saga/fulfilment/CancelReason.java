package io.daybook.saga.fulfilment;

import io.daybook.schema.Personal;
import io.daybook.schema.order.CancellationCause;

/** Why an order is cancelled: a cause that is counted, and a reason for people. */
public record CancelReason(CancellationCause cause, @Personal String reason) {}
