package io.daybook.schema.shipping;

import io.daybook.schema.order.Address;
import io.daybook.schema.order.OrderId;
import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * The parcel shall be booked to another address; a policy calls the carrier because of this event.
 * The booking before it stands until this one is confirmed.
 *
 * @param booking counts the bookings of the shipment from 0, which is the first one
 */
@Revision("2")
public record CarrierRebookingRequested(
    ShipmentId shipmentId,
    OrderId orderId,
    int booking,
    Address deliveryAddress,
    List<ParcelItem> items)
    implements ShipmentEvent {
  public CarrierRebookingRequested {
    items = List.copyOf(items);
  }
}
