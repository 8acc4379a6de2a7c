package io.daybook.command.shipping;

import io.daybook.schema.DomainRejection;
import io.daybook.schema.Invariant;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.shipping.BookCarrier;
import io.daybook.schema.shipping.CancelCarrierBooking;
import io.daybook.schema.shipping.CancelPicking;
import io.daybook.schema.shipping.CarrierBooked;
import io.daybook.schema.shipping.CarrierBookingCancellationRequested;
import io.daybook.schema.shipping.CarrierBookingCancelled;
import io.daybook.schema.shipping.CarrierBookingRefused;
import io.daybook.schema.shipping.CarrierBookingRequested;
import io.daybook.schema.shipping.CarrierRebooked;
import io.daybook.schema.shipping.CarrierRebookingRefused;
import io.daybook.schema.shipping.CarrierRebookingRequested;
import io.daybook.schema.shipping.ConfirmDelivery;
import io.daybook.schema.shipping.DispatchShipment;
import io.daybook.schema.shipping.FormerBookingCancellationRequested;
import io.daybook.schema.shipping.FormerBookingCancelled;
import io.daybook.schema.shipping.PickingCancellationRefused;
import io.daybook.schema.shipping.PickingCancelled;
import io.daybook.schema.shipping.PickingStarted;
import io.daybook.schema.shipping.RebookCarrier;
import io.daybook.schema.shipping.RecordCarrierBooked;
import io.daybook.schema.shipping.RecordCarrierBookingCancelled;
import io.daybook.schema.shipping.RecordCarrierBookingRefused;
import io.daybook.schema.shipping.ShipmentDelivered;
import io.daybook.schema.shipping.ShipmentDispatched;
import io.daybook.schema.shipping.ShipmentEvent;
import io.daybook.schema.shipping.ShipmentId;
import io.daybook.schema.shipping.StartPicking;
import io.daybook.schema.status.ShipmentStatus;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The shipment of an order and its rules. It decides the race between cancelling and dispatching:
 * whichever command it handles first wins.
 *
 * @param carriage what the carrier has said, null before it has answered
 * @param bookings which booking counts, and what is left of others
 */
record Shipment(
    ShipmentId id,
    OrderId orderId,
    ShipmentStatus status,
    @Nullable Carriage carriage,
    Bookings bookings) {

  Shipment {
    Invariant.check(carriage != null || mayBeUnheard(status), "what is booked has a name");
  }

  private static final String UNDONE = "the order is being undone";

  static List<ShipmentEvent> open(BookCarrier command) {
    return List.of(
        new CarrierBookingRequested(
            command.shipmentId(), command.orderId(), command.deliveryAddress(), command.items()));
  }

  static Shipment opened(CarrierBookingRequested e) {
    return new Shipment(e.shipmentId(), e.orderId(), ShipmentStatus.BOOKING, null, Bookings.FIRST);
  }

  Shipment evolve(ShipmentEvent event) {
    return switch (event) {
      case CarrierBookingRequested e -> opened(e);
      case CarrierBooked e ->
          after(e, new Carriage(e.bookingReference(), e.trackingNumber()), bookings);
      case CarrierRebookingRequested e -> with(bookings.asked(e));
      case CarrierRebooked e ->
          after(e, new Carriage(e.bookingReference(), e.trackingNumber()), bookings.rebooked(e));
      case CarrierRebookingRefused e -> with(bookings.refused(e));
      case FormerBookingCancellationRequested e -> with(bookings.cancelling(e));
      case FormerBookingCancelled e -> with(bookings.cancelled(e));
      case CarrierBookingRefused _,
          CarrierBookingCancellationRequested _,
          CarrierBookingCancelled _,
          PickingStarted _,
          PickingCancelled _,
          PickingCancellationRefused _,
          ShipmentDispatched _,
          ShipmentDelivered _ ->
          after(event, carriage, bookings);
    };
  }

  /**
   * An answer that comes after the booking was given up changes nothing: it is cancelled by its
   * key.
   */
  List<ShipmentEvent> decide(RecordCarrierBooked command) {
    return status == ShipmentStatus.BOOKING
        ? List.of(
            new CarrierBooked(id, orderId, command.bookingReference(), command.trackingNumber()))
        : List.of();
  }

  List<ShipmentEvent> decide(RecordCarrierBookingRefused command) {
    return status == ShipmentStatus.BOOKING
        ? and(
            bookings.drop(this, "no carrier comes at all"),
            new CarrierBookingRefused(id, orderId, command.reason()))
        : List.of();
  }

  /** Until dispatch; the carrier is asked at once, after whatever it was asked for before. */
  List<ShipmentEvent> decide(RebookCarrier command) {
    return switch (status) {
      case BOOKING, BOOKED, PICKING -> bookings.ask(this, command);
      case DISPATCHED, DELIVERED -> bookings.refuse(this, command, "the parcel has left");
      case REFUSED, CANCELLING_BOOKING, BOOKING_CANCELLED, PICKING_CANCELLED ->
          bookings.refuse(this, command, UNDONE);
    };
  }

  List<ShipmentEvent> decide(CancelCarrierBooking command) {
    return switch (status) {
      case BOOKING, BOOKED, PICKING_CANCELLED ->
          and(
              bookings.drop(this, UNDONE),
              new CarrierBookingCancellationRequested(
                  command.shipmentId(), orderId, bookings.counting(), reference()));
      case REFUSED -> List.of(new CarrierBookingCancelled(id, orderId));
      case CANCELLING_BOOKING, BOOKING_CANCELLED -> List.of();
      case PICKING, DISPATCHED, DELIVERED ->
          throw rejection(
              "cancel-booking-before-picking", "The parcel is being packed or has left");
    };
  }

  List<ShipmentEvent> decide(RecordCarrierBookingCancelled command) {
    return status == ShipmentStatus.CANCELLING_BOOKING
        ? List.of(new CarrierBookingCancelled(command.shipmentId(), orderId))
        : List.of();
  }

  /** What was stopped before it is not started by a command that comes again. */
  List<ShipmentEvent> decide(StartPicking command) {
    return switch (status) {
      case BOOKED -> List.of(new PickingStarted(command.shipmentId(), orderId));
      case PICKING, DISPATCHED, DELIVERED -> List.of();
      case PICKING_CANCELLED, CANCELLING_BOOKING, BOOKING_CANCELLED -> List.of();
      case BOOKING, REFUSED -> throw rejection("pick-what-is-booked", "No carrier is booked");
    };
  }

  /** Also before picking has started: from here on the parcel cannot leave. */
  List<ShipmentEvent> decide(CancelPicking command) {
    return switch (status) {
      case BOOKED, PICKING -> List.of(new PickingCancelled(command.shipmentId(), orderId));
      case DISPATCHED, DELIVERED -> List.of(new PickingCancellationRefused(id, orderId));
      case PICKING_CANCELLED, CANCELLING_BOOKING, BOOKING_CANCELLED -> List.of();
      case BOOKING, REFUSED ->
          throw rejection("cancel-picking-that-started", "Picking has not started");
    };
  }

  List<ShipmentEvent> decide(DispatchShipment command) {
    return switch (status) {
      case PICKING ->
          and(
              bookings.drop(this, "the parcel has left"),
              new ShipmentDispatched(
                  command.shipmentId(),
                  orderId,
                  Objects.requireNonNull(carriage).trackingNumber()));
      case DISPATCHED, DELIVERED -> List.of();
      case BOOKING, BOOKED, REFUSED, CANCELLING_BOOKING, BOOKING_CANCELLED, PICKING_CANCELLED ->
          throw rejection("dispatch-only-while-picking", "Only a parcel being picked can leave");
    };
  }

  List<ShipmentEvent> decide(ConfirmDelivery command) {
    return switch (status) {
      case DISPATCHED -> List.of(new ShipmentDelivered(command.shipmentId(), orderId));
      case DELIVERED -> List.of();
      case BOOKING,
          BOOKED,
          REFUSED,
          CANCELLING_BOOKING,
          BOOKING_CANCELLED,
          PICKING,
          PICKING_CANCELLED ->
          throw rejection("deliver-what-is-dispatched", "The parcel has not left");
    };
  }

  /** The event has room for a name, which is empty before the carrier has answered. */
  private String reference() {
    return carriage == null ? "" : carriage.reference();
  }

  private static boolean mayBeUnheard(ShipmentStatus status) {
    return switch (status) {
      case BOOKING, REFUSED, CANCELLING_BOOKING, BOOKING_CANCELLED -> true;
      case BOOKED, PICKING, PICKING_CANCELLED, DISPATCHED, DELIVERED -> false;
    };
  }

  private Shipment after(ShipmentEvent event, @Nullable Carriage said, Bookings others) {
    return new Shipment(id, orderId, status.after(event), said, others);
  }

  private Shipment with(Bookings others) {
    return new Shipment(id, orderId, status, carriage, others);
  }

  private static List<ShipmentEvent> and(List<ShipmentEvent> some, ShipmentEvent last) {
    return Stream.concat(some.stream(), Stream.of(last)).toList();
  }

  private DomainRejection rejection(String rule, String message) {
    return DomainRejection.ofState(rule, status.name(), message);
  }
}
