package io.daybook.command.order;

import io.daybook.schema.Invariant;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.ConfirmDeliveryAddress;
import io.daybook.schema.order.DeliveryAddressChangeRefused;
import io.daybook.schema.order.DeliveryAddressChangeRequested;
import io.daybook.schema.order.DeliveryAddressChanged;
import io.daybook.schema.order.OrderEvent;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.RefuseDeliveryAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the parcel of an order goes.
 *
 * @param present where it goes as far as is certain
 * @param wishes the changes that are neither true nor refused, by their number
 * @param latest the number of the last change that was asked for, 0 when there was none
 */
record Addresses(Address present, Map<Integer, Address> wishes, int latest) {

  Addresses {
    wishes = Map.copyOf(wishes);
    var last = latest;
    Invariant.check(
        wishes.keySet().stream().allMatch(one -> one <= last), "no wish is later than the latest");
  }

  static Addresses first(Address address) {
    return new Addresses(address, Map.of(), 0);
  }

  /** Asks for what the order neither has nor waits for. */
  List<OrderEvent> ask(OrderId order, Address to) {
    return wanted().equals(to)
        ? List.of()
        : List.of(new DeliveryAddressChangeRequested(order, latest + 1, to));
  }

  List<OrderEvent> confirm(OrderId order, ConfirmDeliveryAddress command) {
    var change = command.change();
    return wish(change).stream()
        .<OrderEvent>map(to -> new DeliveryAddressChanged(order, change, to))
        .toList();
  }

  List<OrderEvent> refuse(OrderId order, RefuseDeliveryAddress command) {
    var change = command.change();
    return wish(change).stream()
        .<OrderEvent>map(
            to -> new DeliveryAddressChangeRefused(order, change, to, command.reason()))
        .toList();
  }

  /** What the customer wanted last, as far as it is not refused. */
  private Address wanted() {
    return wishes.keySet().stream().max(Integer::compare).flatMap(this::wish).orElse(present);
  }

  private Optional<Address> wish(int change) {
    return Optional.ofNullable(wishes.get(change));
  }

  Addresses wished(DeliveryAddressChangeRequested event) {
    var more = new HashMap<>(wishes);
    more.put(event.change(), event.deliveryAddress());
    return new Addresses(present, more, event.change());
  }

  Addresses changed(DeliveryAddressChanged event) {
    return new Addresses(event.deliveryAddress(), wishes, latest).without(event.change());
  }

  Addresses without(int change) {
    var fewer = new HashMap<>(wishes);
    fewer.remove(change);
    return new Addresses(present, fewer, latest);
  }
}
