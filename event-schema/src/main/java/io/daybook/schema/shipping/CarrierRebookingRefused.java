package io.daybook.schema.shipping;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;

/**
 * The parcel does not go to the new address: the carrier will not, the parcel has left, or the
 * order is being undone. The booking before it stands.
 */
@Revision("1")
public record CarrierRebookingRefused(
    ShipmentId shipmentId, OrderId orderId, int booking, String reason) implements ShipmentEvent {}
