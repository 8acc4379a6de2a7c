package io.daybook.schema.shipping;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that the booking is cancelled. Idempotent. */
public record RecordCarrierBookingCancelled(@TargetAggregateIdentifier ShipmentId shipmentId) {}
