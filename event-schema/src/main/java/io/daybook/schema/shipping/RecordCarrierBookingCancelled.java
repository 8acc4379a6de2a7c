package io.daybook.schema.shipping;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that the booking is cancelled. Idempotent. */
public record RecordCarrierBookingCancelled(@TargetAggregateIdentifier ShipmentId shipmentId)
    implements Command {}
