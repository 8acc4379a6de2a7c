package io.daybook.schema.shipping;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that the carrier will come. Idempotent. */
public record RecordCarrierBooked(
    @TargetAggregateIdentifier ShipmentId shipmentId,
    String bookingReference,
    String trackingNumber)
    implements Command {}
