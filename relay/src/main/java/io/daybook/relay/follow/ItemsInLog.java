package io.daybook.relay.follow;

import io.daybook.eventstore.EventLog;
import io.daybook.relay.published.Parcels;
import io.daybook.schema.shipping.CarrierBookingRequested;
import io.daybook.schema.shipping.ParcelItem;
import io.daybook.schema.shipping.PickingStarted;
import io.daybook.schema.shipping.ShipmentId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.TrackedEventMessage;

/** What is in the parcels that a page of the log begins to have picked: read for all at once. */
final class ItemsInLog implements Parcels {
  private final EventLog log;
  private final List<TrackedEventMessage<?>> page;
  private Map<ShipmentId, List<ParcelItem>> items = Map.of();

  ItemsInLog(EventLog log, List<TrackedEventMessage<?>> page) {
    this.log = log;
    this.page = page;
  }

  @Override
  public List<ParcelItem> in(ShipmentId shipment) {
    if (items.isEmpty()) {
      items = read();
    }
    var found = items.get(shipment);
    if (found == null) {
      throw new IllegalStateException("No carrier was asked for before picking of " + shipment);
    }
    return found;
  }

  private Map<ShipmentId, List<ParcelItem>> read() {
    var picked =
        page.stream()
            .filter(event -> event.getPayloadType() == PickingStarted.class)
            .map(event -> ((PickingStarted) event.getPayload()).shipmentId().toString())
            .distinct()
            .toList();
    var found = new HashMap<ShipmentId, List<ParcelItem>>();
    for (var event : log.readStreams(picked)) {
      if (event.payload() instanceof CarrierBookingRequested asked) {
        found.putIfAbsent(asked.shipmentId(), asked.items());
      }
    }
    return found;
  }
}
