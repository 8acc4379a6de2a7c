package io.daybook.relay.published;

import io.daybook.schema.shipping.ParcelItem;
import io.daybook.schema.shipping.ShipmentId;
import java.util.List;

/** What is in a parcel, as its carrier was told before anybody picked. */
@FunctionalInterface
public interface Parcels {

  /** The items of a shipment. */
  List<ParcelItem> in(ShipmentId shipment);
}
