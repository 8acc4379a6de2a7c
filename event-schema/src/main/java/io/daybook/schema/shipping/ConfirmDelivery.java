package io.daybook.schema.shipping;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The parcel has arrived; only after dispatch. Idempotent. */
public record ConfirmDelivery(@TargetAggregateIdentifier ShipmentId shipmentId)
    implements Command {}
