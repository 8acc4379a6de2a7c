package io.daybook.schema.fulfilment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.daybook.schema.order.OrderId;

/**
 * The fulfilment of an order; there is exactly one, so its id follows from the order's. Written as
 * {@code fulfilment-<uuid>}.
 */
public record FulfilmentId(OrderId orderId) {
  private static final String PREFIX = "fulfilment-";

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException when the text has not this form
   */
  @JsonCreator
  public static FulfilmentId parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("must start with '" + PREFIX + "': " + text);
    }
    return new FulfilmentId(OrderId.parse("order-" + text.substring(PREFIX.length())));
  }

  @JsonValue
  @Override
  public String toString() {
    return PREFIX + orderId.value();
  }
}
