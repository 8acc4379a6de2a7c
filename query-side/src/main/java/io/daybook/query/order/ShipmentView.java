package io.daybook.query.order;

import io.daybook.schema.shipping.CarrierBooked;
import io.daybook.schema.shipping.CarrierBookingCancellationRequested;
import io.daybook.schema.shipping.CarrierBookingCancelled;
import io.daybook.schema.shipping.CarrierBookingRefused;
import io.daybook.schema.shipping.CarrierBookingRequested;
import io.daybook.schema.shipping.CarrierRebooked;
import io.daybook.schema.shipping.CarrierRebookingRefused;
import io.daybook.schema.shipping.CarrierRebookingRequested;
import io.daybook.schema.shipping.FormerBookingCancellationRequested;
import io.daybook.schema.shipping.FormerBookingCancelled;
import io.daybook.schema.shipping.PickingCancellationRefused;
import io.daybook.schema.shipping.PickingCancelled;
import io.daybook.schema.shipping.PickingStarted;
import io.daybook.schema.shipping.ShipmentDelivered;
import io.daybook.schema.shipping.ShipmentDispatched;
import io.daybook.schema.shipping.ShipmentEvent;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a shipment say.
 *
 * @param last the name of the last one, null before the first
 */
record ShipmentView(@Nullable String last, @Nullable String trackingNumber) {
  static final ShipmentView NONE = new ShipmentView(null, null);

  /** As the schema writes it. */
  public String lastEvent() {
    return last == null ? "" : last;
  }

  ShipmentView after(ShipmentEvent event) {
    var tracking =
        switch (event) {
          case CarrierBooked booked -> booked.trackingNumber();
          case CarrierRebooked booked -> booked.trackingNumber();
          case CarrierBookingRequested _,
              CarrierBookingRefused _,
              CarrierRebookingRequested _,
              CarrierRebookingRefused _,
              FormerBookingCancellationRequested _,
              FormerBookingCancelled _,
              CarrierBookingCancellationRequested _,
              CarrierBookingCancelled _,
              PickingStarted _,
              PickingCancelled _,
              PickingCancellationRefused _,
              ShipmentDispatched _,
              ShipmentDelivered _ ->
              trackingNumber;
        };
    return new ShipmentView(event.getClass().getSimpleName(), tracking);
  }
}
