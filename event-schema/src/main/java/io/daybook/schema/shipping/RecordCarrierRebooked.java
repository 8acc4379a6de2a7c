package io.daybook.schema.shipping;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that the carrier will come for the new address. Idempotent. */
public record RecordCarrierRebooked(
    @TargetAggregateIdentifier ShipmentId shipmentId,
    int booking,
    String bookingReference,
    String trackingNumber)
    implements Command {}
