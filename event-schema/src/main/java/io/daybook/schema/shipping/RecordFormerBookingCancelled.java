package io.daybook.schema.shipping;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that a booking is cancelled that did not count any more. Idempotent. */
public record RecordFormerBookingCancelled(
    @TargetAggregateIdentifier ShipmentId shipmentId, int booking) implements Command {}
