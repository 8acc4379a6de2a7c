package io.daybook.schema.shipping;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Asks to cancel the booking. Idempotent. */
public record CancelCarrierBooking(@TargetAggregateIdentifier ShipmentId shipmentId) {}
