package io.daybook.schema.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.daybook.schema.order.OrderId;

/**
 * The payment of an order; there is exactly one, so its id follows from the order's. Written as
 * {@code payment-<uuid>}.
 */
public record PaymentId(OrderId orderId) {
  private static final String PREFIX = "payment-";

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException when the text has not this form
   */
  @JsonCreator
  public static PaymentId parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("must start with '" + PREFIX + "': " + text);
    }
    return new PaymentId(OrderId.parse("order-" + text.substring(PREFIX.length())));
  }

  @JsonValue
  @Override
  public String toString() {
    return PREFIX + orderId.value();
  }
}
