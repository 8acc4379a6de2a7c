package io.daybook.command.shipping;

import io.daybook.schema.Invariant;
import io.daybook.schema.shipping.CarrierRebooked;
import io.daybook.schema.shipping.CarrierRebookingRefused;
import io.daybook.schema.shipping.CarrierRebookingRequested;
import io.daybook.schema.shipping.FormerBookingCancellationRequested;
import io.daybook.schema.shipping.FormerBookingCancelled;
import io.daybook.schema.shipping.RebookCarrier;
import io.daybook.schema.shipping.RecordCarrierRebooked;
import io.daybook.schema.shipping.RecordCarrierRebookingRefused;
import io.daybook.schema.shipping.RecordFormerBookingCancelled;
import io.daybook.schema.shipping.ShipmentEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The bookings of one parcel. Each change of address is booked under a number of its own, and one
 * of them counts; the carrier is asked for them in their order.
 *
 * @param counting the booking under which the parcel goes, 0 for the first
 * @param latest the last number that was asked for, or refused
 * @param asked those that the carrier was asked for and that have no outcome yet
 * @param former those that do not count any more and are being cancelled
 */
record Bookings(int counting, int latest, Set<Integer> asked, Set<Integer> former) {
  static final Bookings FIRST = new Bookings(0, 0, Set.of(), Set.of());

  Bookings {
    asked = Set.copyOf(asked);
    former = Set.copyOf(former);
    var last = latest;
    Invariant.check(counting <= last, "what counts was asked for");
    Invariant.check(asked.stream().allMatch(one -> one <= last), "none is later than the latest");
    Invariant.check(!former.contains(counting), "what counts is not being cancelled");
  }

  List<ShipmentEvent> ask(Shipment parcel, RebookCarrier command) {
    return command.booking() <= latest
        ? List.of()
        : List.of(
            new CarrierRebookingRequested(
                parcel.id(),
                parcel.orderId(),
                command.booking(),
                command.deliveryAddress(),
                command.items()));
  }

  List<ShipmentEvent> refuse(Shipment parcel, RebookCarrier command, String reason) {
    return command.booking() <= latest
        ? List.of()
        : List.of(refused(parcel, command.booking(), reason));
  }

  /** The booking before it stood until now. */
  List<ShipmentEvent> decide(Shipment parcel, RecordCarrierRebooked command) {
    return asked.contains(command.booking())
        ? List.of(
            new CarrierRebooked(
                parcel.id(),
                parcel.orderId(),
                command.booking(),
                command.bookingReference(),
                command.trackingNumber()),
            cancellation(parcel, counting))
        : List.of();
  }

  List<ShipmentEvent> decide(Shipment parcel, RecordCarrierRebookingRefused command) {
    var booking = command.booking();
    if (!asked.contains(booking)) {
      return List.of();
    }
    var refused = refused(parcel, booking, command.reason());
    return command.mayBeBooked()
        ? List.of(refused, cancellation(parcel, booking))
        : List.of(refused);
  }

  List<ShipmentEvent> decide(Shipment parcel, RecordFormerBookingCancelled command) {
    return former.contains(command.booking())
        ? List.of(new FormerBookingCancelled(parcel.id(), parcel.orderId(), command.booking()))
        : List.of();
  }

  /** Gives up what has no outcome yet; the carrier may have booked it, or may yet do so. */
  List<ShipmentEvent> drop(Shipment parcel, String reason) {
    var events = new ArrayList<ShipmentEvent>();
    for (var booking : asked.stream().sorted().toList()) {
      events.add(refused(parcel, booking, reason));
      events.add(cancellation(parcel, booking));
    }
    return events;
  }

  Bookings asked(CarrierRebookingRequested event) {
    return new Bookings(counting, event.booking(), plus(asked, event.booking()), former);
  }

  Bookings rebooked(CarrierRebooked event) {
    return new Bookings(event.booking(), latest, minus(asked, event.booking()), former);
  }

  Bookings refused(CarrierRebookingRefused event) {
    var last = Math.max(latest, event.booking());
    return new Bookings(counting, last, minus(asked, event.booking()), former);
  }

  Bookings cancelling(FormerBookingCancellationRequested event) {
    return new Bookings(counting, latest, asked, plus(former, event.booking()));
  }

  Bookings cancelled(FormerBookingCancelled event) {
    return new Bookings(counting, latest, asked, minus(former, event.booking()));
  }

  private static ShipmentEvent refused(Shipment parcel, int booking, String reason) {
    return new CarrierRebookingRefused(parcel.id(), parcel.orderId(), booking, reason);
  }

  private static ShipmentEvent cancellation(Shipment parcel, int booking) {
    return new FormerBookingCancellationRequested(parcel.id(), parcel.orderId(), booking);
  }

  private static Set<Integer> plus(Set<Integer> some, int one) {
    var more = new HashSet<>(some);
    more.add(one);
    return more;
  }

  private static Set<Integer> minus(Set<Integer> some, int one) {
    var fewer = new HashSet<>(some);
    fewer.remove(one);
    return fewer;
  }
}
