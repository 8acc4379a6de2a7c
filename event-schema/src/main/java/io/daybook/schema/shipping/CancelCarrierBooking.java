package io.daybook.schema.shipping;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Asks to cancel the booking. Idempotent. */
public record CancelCarrierBooking(@TargetAggregateIdentifier ShipmentId shipmentId)
    implements Command {}
