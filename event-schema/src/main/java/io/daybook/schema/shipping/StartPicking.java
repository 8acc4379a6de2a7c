package io.daybook.schema.shipping;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Lets the warehouse pick and pack. Idempotent. */
public record StartPicking(@TargetAggregateIdentifier ShipmentId shipmentId) implements Command {}
