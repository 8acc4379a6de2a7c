package io.daybook.schema.shipping;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Lets the warehouse pick and pack. Idempotent. */
public record StartPicking(@TargetAggregateIdentifier ShipmentId shipmentId) {}
