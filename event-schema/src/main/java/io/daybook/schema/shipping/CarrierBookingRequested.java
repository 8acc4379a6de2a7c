package io.daybook.schema.shipping;

import io.daybook.schema.order.Address;
import io.daybook.schema.order.OrderId;
import java.util.List;
import org.axonframework.serialization.Revision;

/** A carrier shall be booked; a policy calls it because of this event. */
@Revision("2")
public record CarrierBookingRequested(
    ShipmentId shipmentId, OrderId orderId, Address deliveryAddress, List<ParcelItem> items)
    implements ShipmentEvent {
  public CarrierBookingRequested {
    items = List.copyOf(items);
  }
}
