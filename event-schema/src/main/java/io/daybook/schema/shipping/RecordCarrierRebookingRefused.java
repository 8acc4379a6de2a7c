package io.daybook.schema.shipping;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Records that the parcel does not go to the new address. Idempotent.
 *
 * @param mayBeBooked whether the carrier may have booked it all the same, because its answer was
 *     never heard
 */
public record RecordCarrierRebookingRefused(
    @TargetAggregateIdentifier ShipmentId shipmentId,
    int booking,
    String reason,
    boolean mayBeBooked)
    implements Command {}
