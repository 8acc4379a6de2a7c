package io.daybook.schema.shipping;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that the carrier will not come. Idempotent. */
public record RecordCarrierBookingRefused(
    @TargetAggregateIdentifier ShipmentId shipmentId, String reason) {}
