package io.daybook.schema.order;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Promises delivery. Sent by the fulfilment; does nothing while a cancellation is asked for. */
public record ConfirmOrder(@TargetAggregateIdentifier OrderId orderId) implements Command {}
