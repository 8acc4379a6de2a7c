package io.daybook.outside.shipping;

import static io.daybook.schema.fulfilment.FulfilmentAction.BOOK_CARRIER;
import static io.daybook.schema.fulfilment.FulfilmentAction.CANCEL_BOOKING;
import static io.daybook.schema.fulfilment.FulfilmentAction.CANCEL_FORMER_BOOKING;
import static io.daybook.schema.fulfilment.FulfilmentAction.REBOOK_CARRIER;

import io.daybook.outside.IdempotencyKey;
import io.daybook.outside.call.CallKind;
import io.daybook.outside.call.Calls;
import io.daybook.outside.call.Port;
import io.daybook.schema.Command;
import io.daybook.schema.shipping.CarrierBookingCancellationRequested;
import io.daybook.schema.shipping.CarrierBookingRequested;
import io.daybook.schema.shipping.CarrierRebookingRequested;
import io.daybook.schema.shipping.FormerBookingCancellationRequested;
import io.daybook.schema.shipping.RecordCarrierBooked;
import io.daybook.schema.shipping.RecordCarrierBookingCancelled;
import io.daybook.schema.shipping.RecordCarrierBookingRefused;
import io.daybook.schema.shipping.RecordCarrierRebooked;
import io.daybook.schema.shipping.RecordCarrierRebookingRefused;
import io.daybook.schema.shipping.RecordFormerBookingCancelled;
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
            CarrierRebookingRequested.class,
            Port.CARRIER,
            REBOOK_CARRIER,
            true,
            asked -> bookingKey(asked.shipmentId(), asked.booking()),
            (asked, _) -> rebook(asked),
            (asked, why) ->
                Optional.of(
                    new RecordCarrierRebookingRefused(
                        asked.shipmentId(), asked.booking(), why, true))),
        new CallKind<>(
                FormerBookingCancellationRequested.class,
                Port.CARRIER,
                CANCEL_FORMER_BOOKING,
                true,
                asked -> cancellationKey(asked.shipmentId(), asked.booking()),
                (asked, _) -> cancelFormer(asked),
                (asked, _) ->
                    Optional.of(
                        new RecordFormerBookingCancelled(asked.shipmentId(), asked.booking())))
            .undoing(asked -> bookingKey(asked.shipmentId(), asked.booking())),
        new CallKind<>(
                CarrierBookingCancellationRequested.class,
                Port.CARRIER,
                CANCEL_BOOKING,
                true,
                asked -> cancellationKey(asked.shipmentId(), asked.booking()),
                (asked, _) -> cancel(asked),
                (asked, _) -> Optional.of(new RecordCarrierBookingCancelled(asked.shipmentId())))
            .undoing(asked -> bookingKey(asked.shipmentId(), asked.booking())));
  }

  private Optional<Command> book(CarrierBookingRequested asked) {
    var id = asked.shipmentId();
    return Optional.of(
        switch (carrier.book(bookingKey(id), asked.deliveryAddress(), asked.items())) {
          case Carrier.Booking.Booked yes ->
              new RecordCarrierBooked(id, yes.reference(), yes.trackingNumber());
          case Carrier.Booking.Refused no -> new RecordCarrierBookingRefused(id, no.reason());
        });
  }

  private Optional<Command> cancel(CarrierBookingCancellationRequested asked) {
    carrier.cancel(bookingKey(asked.shipmentId(), asked.booking()));
    return Optional.of(new RecordCarrierBookingCancelled(asked.shipmentId()));
  }

  private Optional<Command> rebook(CarrierRebookingRequested asked) {
    var id = asked.shipmentId();
    var booking = asked.booking();
    return Optional.of(
        switch (carrier.book(bookingKey(id, booking), asked.deliveryAddress(), asked.items())) {
          case Carrier.Booking.Booked yes ->
              new RecordCarrierRebooked(id, booking, yes.reference(), yes.trackingNumber());
          case Carrier.Booking.Refused no ->
              new RecordCarrierRebookingRefused(id, booking, no.reason(), false);
        });
  }

  private Optional<Command> cancelFormer(FormerBookingCancellationRequested asked) {
    carrier.cancel(bookingKey(asked.shipmentId(), asked.booking()));
    return Optional.of(new RecordFormerBookingCancelled(asked.shipmentId(), asked.booking()));
  }

  /** The key under which the carrier knows the first booking of a shipment. */
  public static IdempotencyKey bookingKey(ShipmentId id) {
    return bookingKey(id, 0);
  }

  /** The key under which the carrier knows a booking of a shipment; the first one is number 0. */
  public static IdempotencyKey bookingKey(ShipmentId id, int booking) {
    return IdempotencyKey.of(id, numbered("book", booking));
  }

  private static IdempotencyKey cancellationKey(ShipmentId id, int booking) {
    return IdempotencyKey.of(id, numbered("cancel", booking));
  }

  private static String numbered(String step, int booking) {
    return booking == 0 ? step : step + "/" + booking;
  }
}
