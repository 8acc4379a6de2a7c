package io.daybook.schema.shipping;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.daybook.schema.MalformedException;
import io.daybook.schema.order.OrderId;

/**
 * The shipment of an order; there is exactly one, so its id follows from the order's. Written as
 * {@code shipment-<uuid>}.
 */
public record ShipmentId(OrderId orderId) {
  private static final String PREFIX = "shipment-";

  /**
   * Reads the written form.
   *
   * @throws MalformedException when the text has not this form
   */
  @JsonCreator
  public static ShipmentId parse(String text) {
    return new ShipmentId(new OrderId(MalformedException.uuidAfter(PREFIX, text)));
  }

  @JsonValue
  @Override
  public String toString() {
    return PREFIX + orderId.value();
  }
}
