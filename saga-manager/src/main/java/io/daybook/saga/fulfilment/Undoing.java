package io.daybook.saga.fulfilment;

import io.daybook.schema.order.CancellationCause;

/** Why an order is being cancelled. */
public record Undoing(CancellationCause cause, String reason) {}
