package io.daybook.saga.shipping;

import static io.daybook.schema.fulfilment.FulfilmentAction.BOOK_CARRIER;
import static io.daybook.schema.fulfilment.FulfilmentAction.CANCEL_BOOKING;

import io.daybook.saga.IdempotencyKey;
import io.daybook.saga.call.CallKind;
import io.daybook.saga.call.Calls;
import io.daybook.saga.call.Port;
import io.daybook.schema.shipping.CarrierBookingCancellationRequested;
import io.daybook.schema.shipping.CarrierBookingRequested;
import io.daybook.schema.shipping.RecordCarrierBooked;
import io.daybook.schema.shipping.RecordCarrierBookingCancelled;
import io.daybook.schema.shipping.RecordCarrierBookingRefused;
import io.daybook.schema.shipping.ShipmentId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the carrier is asked for, and how its answers are recorded. */
@Component
public class CarrierCalls implements Calls {
  private final Carrier carrier;

  CarrierCalls(Carrier carrier) {
    this.carrier = carrier;
  }

  @Override
  public List<CallKind<?>> kinds() {
    return List.of(
        new CallKind<>(
            CarrierBookingRequested.class,
            Port.CARRIER,
            BOOK_CARRIER,
            true,
            asked -> bookingKey(asked.shipmentId()),
            (asked, _) -> book(asked),
            (_, _) -> Optional.empty()), // the saga cancels whatever may be booked
        new CallKind<>(
                CarrierBookingCancellationRequested.class,
                Port.CARRIER,
                CANCEL_BOOKING,
                true,
                asked -> IdempotencyKey.of(asked.shipmentId(), "cancel"),
                (asked, _) -> cancel(asked),
                (asked, _) -> Optional.of(new RecordCarrierBookingCancelled(asked.shipmentId())))
            .undoing(asked -> bookingKey(asked.shipmentId())));
  }

  private Optional<Object> book(CarrierBookingRequested asked) {
    var id = asked.shipmentId();
    return Optional.of(
        switch (carrier.book(bookingKey(id), asked.deliveryAddress(), asked.items())) {
          case Carrier.Booking.Booked yes ->
              new RecordCarrierBooked(id, yes.reference(), yes.trackingNumber());
          case Carrier.Booking.Refused no -> new RecordCarrierBookingRefused(id, no.reason());
        });
  }

  private Optional<Object> cancel(CarrierBookingCancellationRequested asked) {
    carrier.cancel(bookingKey(asked.shipmentId()));
    return Optional.of(new RecordCarrierBookingCancelled(asked.shipmentId()));
  }

  /** The key under which the carrier knows the booking of a shipment. */
  public static IdempotencyKey bookingKey(ShipmentId id) {
    return IdempotencyKey.of(id, "book");
  }
}
