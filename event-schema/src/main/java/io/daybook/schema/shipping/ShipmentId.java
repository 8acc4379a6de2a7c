package io.daybook.schema.shipping;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
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
   * @throws IllegalArgumentException when the text has not this form
   */
  @JsonCreator
  public static ShipmentId parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("must start with '" + PREFIX + "': " + text);
    }
    return new ShipmentId(OrderId.parse("order-" + text.substring(PREFIX.length())));
  }

  @JsonValue
  @Override
  public String toString() {
    return PREFIX + orderId.value();
  }
}
