package io.daybook.saga.fulfilment;

import io.daybook.schema.order.Address;
import io.daybook.schema.order.ConfirmDeliveryAddress;
import io.daybook.schema.order.DeliveryAddressChangeRefused;
import io.daybook.schema.order.DeliveryAddressChangeRequested;
import io.daybook.schema.order.DeliveryAddressChanged;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.order.RefuseDeliveryAddress;
import io.daybook.schema.shipping.CarrierRebooked;
import io.daybook.schema.shipping.CarrierRebookingRefused;
import io.daybook.schema.shipping.RebookCarrier;
import io.daybook.schema.shipping.ShipmentId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The address that the order shows, those that are wished for, and the one the carrier holds. */
final class AddressesForTests {
  private final OrderId order;
  private final ShipmentId shipment;
  private final Map<Integer, Address> wishes = new HashMap<>();
  private final Deque<RebookCarrier> asked = new ArrayDeque<>();
  private Address shown;
  private @Nullable Address held;
  private int lastWish;
  private int lastBooking;

  AddressesForTests(OrderId order, Address first) {
    this.order = order;
    this.shipment = new ShipmentId(order);
    this.shown = first;
  }

  /** A customer asks. */
  OrderRelated wish(Address to) {
    wishes.put(++lastWish, to);
    return new DeliveryAddressChangeRequested(order, lastWish, to);
  }

  List<OrderRelated> handle(ConfirmDeliveryAddress command) {
    var to = wishes.remove(command.change());
    if (to == null) {
      return List.of();
    }
    shown = to;
    return List.of(new DeliveryAddressChanged(order, command.change(), to));
  }

  List<OrderRelated> handle(RefuseDeliveryAddress command) {
    var to = wishes.remove(command.change());
    return to == null
        ? List.of()
        : List.of(new DeliveryAddressChangeRefused(order, command.change(), to, command.reason()));
  }

  void booked(Address to) {
    held = to;
  }

  List<OrderRelated> handle(RebookCarrier command, boolean possible) {
    if (command.booking() <= lastBooking) {
      return List.of();
    }
    lastBooking = command.booking();
    if (!possible) {
      return List.of(refused(command));
    }
    asked.addLast(command);
    return List.of();
  }

  /** The carrier answers what it was asked first. */
  List<OrderRelated> answer(boolean good) {
    var first = asked.pollFirst();
    if (first == null) {
      return List.of();
    }
    if (!good) {
      return List.of(refused(first));
    }
    held = first.deliveryAddress();
    return List.of(new CarrierRebooked(shipment, order, first.booking(), "b", "T"));
  }

  /** Whether the carrier has not answered something yet. */
  boolean areAsked() {
    return !asked.isEmpty();
  }

  /** The parcel has left or is not wanted: what has no answer does not count. */
  List<OrderRelated> drop() {
    var events = new ArrayList<OrderRelated>();
    asked.forEach(one -> events.add(refused(one)));
    asked.clear();
    return events;
  }

  /** No wish is left unanswered, and nobody is told another address than the carrier has. */
  boolean areSettled(boolean carried) {
    return wishes.isEmpty() && asked.isEmpty() && (!carried || shown.equals(held));
  }

  private CarrierRebookingRefused refused(RebookCarrier command) {
    return new CarrierRebookingRefused(shipment, order, command.booking(), "no");
  }

  @Override
  public String toString() {
    return "shown " + shown.street() + ", held " + held + ", wishes " + wishes;
  }
}
