package io.daybook.command.inventory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.daybook.schema.order.OrderId;
import java.util.Map;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Units promised per order, as a persistent map: a hot SKU has thousands, and each event adds one.
 */
record Reservations(PMap<String, Integer> byOrder) {
  static final Reservations NONE = new Reservations(HashTreePMap.empty());

  @JsonCreator
  static Reservations read(Map<String, Integer> json) {
    return new Reservations(HashTreePMap.from(json));
  }

  @JsonValue
  Map<String, Integer> json() {
    return byOrder;
  }

  int count() {
    return byOrder.size();
  }

  boolean contains(OrderId order) {
    return byOrder.containsKey(order.toString());
  }

  /** The units of an order, 0 if there are none. */
  int of(OrderId order) {
    return byOrder.getOrDefault(order.toString(), 0);
  }

  Reservations with(OrderId order, int quantity) {
    return new Reservations(byOrder.plus(order.toString(), quantity));
  }

  Reservations without(String order) {
    return new Reservations(byOrder.minus(order));
  }
}
