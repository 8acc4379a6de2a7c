package io.daybook.schema.shipping;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The parcel leaves; only while it is being picked. Idempotent. */
public record DispatchShipment(@TargetAggregateIdentifier ShipmentId shipmentId)
    implements Command {}
