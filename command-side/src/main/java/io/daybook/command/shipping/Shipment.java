package io.daybook.command.shipping;

import io.daybook.schema.DomainRejection;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.shipping.BookCarrier;
import io.daybook.schema.shipping.CancelCarrierBooking;
import io.daybook.schema.shipping.CancelPicking;
import io.daybook.schema.shipping.CarrierBooked;
import io.daybook.schema.shipping.CarrierBookingCancellationRequested;
import io.daybook.schema.shipping.CarrierBookingCancelled;
import io.daybook.schema.shipping.CarrierBookingRefused;
import io.daybook.schema.shipping.CarrierBookingRequested;
import io.daybook.schema.shipping.ConfirmDelivery;
import io.daybook.schema.shipping.DispatchShipment;
import io.daybook.schema.shipping.PickingCancellationRefused;
import io.daybook.schema.shipping.PickingCancelled;
import io.daybook.schema.shipping.PickingStarted;
import io.daybook.schema.shipping.RecordCarrierBooked;
import io.daybook.schema.shipping.RecordCarrierBookingCancelled;
import io.daybook.schema.shipping.RecordCarrierBookingRefused;
import io.daybook.schema.shipping.ShipmentDelivered;
import io.daybook.schema.shipping.ShipmentDispatched;
import io.daybook.schema.shipping.ShipmentEvent;
import io.daybook.schema.shipping.ShipmentId;
import io.daybook.schema.shipping.StartPicking;
import java.util.List;

/**
 * The shipment of an order and its rules. It decides the race between cancelling and dispatching:
 * whichever command it handles first wins.
 *
 * @param reference the carrier's name for the booking, empty before it has answered
 */
record Shipment(
    ShipmentId id, OrderId orderId, Status status, String reference, String trackingNumber) {

  enum Status {
    BOOKING,
    BOOKED,
    REFUSED,
    CANCELLING_BOOKING,
    BOOKING_CANCELLED,
    PICKING,
    PICKING_CANCELLED,
    DISPATCHED,
    DELIVERED
  }

  static List<ShipmentEvent> open(BookCarrier command) {
    return List.of(
        new CarrierBookingRequested(
            command.shipmentId(), command.orderId(), command.deliveryAddress(), command.items()));
  }

  static Shipment opened(CarrierBookingRequested e) {
    return new Shipment(e.shipmentId(), e.orderId(), Status.BOOKING, "", "");
  }

  Shipment evolve(ShipmentEvent event) {
    return switch (event) {
      case CarrierBookingRequested e -> opened(e);
      case CarrierBooked e ->
          new Shipment(id, orderId, Status.BOOKED, e.bookingReference(), e.trackingNumber());
      case CarrierBookingRefused _ -> at(Status.REFUSED);
      case CarrierBookingCancellationRequested _ -> at(Status.CANCELLING_BOOKING);
      case CarrierBookingCancelled _ -> at(Status.BOOKING_CANCELLED);
      case PickingStarted _ -> at(Status.PICKING);
      case PickingCancelled _ -> at(Status.PICKING_CANCELLED);
      case PickingCancellationRefused _ -> this;
      case ShipmentDispatched _ -> at(Status.DISPATCHED);
      case ShipmentDelivered _ -> at(Status.DELIVERED);
    };
  }

  /**
   * An answer that comes after the booking was given up changes nothing: it is cancelled by its
   * key.
   */
  List<ShipmentEvent> decide(RecordCarrierBooked command) {
    return status == Status.BOOKING
        ? List.of(
            new CarrierBooked(id, orderId, command.bookingReference(), command.trackingNumber()))
        : List.of();
  }

  List<ShipmentEvent> decide(RecordCarrierBookingRefused command) {
    return status == Status.BOOKING
        ? List.of(new CarrierBookingRefused(id, orderId, command.reason()))
        : List.of();
  }

  List<ShipmentEvent> decide(CancelCarrierBooking command) {
    return switch (status) {
      case BOOKING, BOOKED, PICKING_CANCELLED ->
          List.of(
              new CarrierBookingCancellationRequested(command.shipmentId(), orderId, reference));
      case REFUSED -> List.of(new CarrierBookingCancelled(id, orderId));
      case CANCELLING_BOOKING, BOOKING_CANCELLED -> List.of();
      case PICKING, DISPATCHED, DELIVERED ->
          throw rejection(
              "cancel-booking-before-picking", "The parcel is being packed or has left");
    };
  }

  List<ShipmentEvent> decide(RecordCarrierBookingCancelled command) {
    return status == Status.CANCELLING_BOOKING
        ? List.of(new CarrierBookingCancelled(command.shipmentId(), orderId))
        : List.of();
  }

  List<ShipmentEvent> decide(StartPicking command) {
    return switch (status) {
      case BOOKED -> List.of(new PickingStarted(command.shipmentId(), orderId));
      case PICKING, DISPATCHED, DELIVERED -> List.of();
      default -> throw rejection("pick-what-is-booked", "No carrier is booked");
    };
  }

  List<ShipmentEvent> decide(CancelPicking command) {
    return switch (status) {
      case PICKING -> List.of(new PickingCancelled(command.shipmentId(), orderId));
      case DISPATCHED, DELIVERED -> List.of(new PickingCancellationRefused(id, orderId));
      case PICKING_CANCELLED, CANCELLING_BOOKING, BOOKING_CANCELLED -> List.of();
      default -> throw rejection("cancel-picking-that-started", "Picking has not started");
    };
  }

  List<ShipmentEvent> decide(DispatchShipment command) {
    return switch (status) {
      case PICKING ->
          List.of(new ShipmentDispatched(command.shipmentId(), orderId, trackingNumber));
      case DISPATCHED, DELIVERED -> List.of();
      default ->
          throw rejection("dispatch-only-while-picking", "Only a parcel being picked can leave");
    };
  }

  List<ShipmentEvent> decide(ConfirmDelivery command) {
    return switch (status) {
      case DISPATCHED -> List.of(new ShipmentDelivered(command.shipmentId(), orderId));
      case DELIVERED -> List.of();
      default -> throw rejection("deliver-what-is-dispatched", "The parcel has not left");
    };
  }

  private Shipment at(Status other) {
    return new Shipment(id, orderId, other, reference, trackingNumber);
  }

  private DomainRejection rejection(String rule, String message) {
    return new DomainRejection(rule, status.name(), message);
  }
}
