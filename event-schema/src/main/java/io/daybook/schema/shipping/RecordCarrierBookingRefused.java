package io.daybook.schema.shipping;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that the carrier will not come. Idempotent. */
public record RecordCarrierBookingRefused(
    @TargetAggregateIdentifier ShipmentId shipmentId, String reason) implements Command {}
