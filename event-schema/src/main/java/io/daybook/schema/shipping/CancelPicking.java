package io.daybook.schema.shipping;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Stops picking. Idempotent; once dispatched, the refusal is an event, not an error. */
public record CancelPicking(@TargetAggregateIdentifier ShipmentId shipmentId) implements Command {}
