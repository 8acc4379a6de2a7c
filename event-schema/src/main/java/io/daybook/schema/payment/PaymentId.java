package io.daybook.schema.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.daybook.schema.MalformedException;
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
   * @throws MalformedException when the text has not this form
   */
  @JsonCreator
  public static PaymentId parse(String text) {
    return new PaymentId(new OrderId(MalformedException.uuidAfter(PREFIX, text)));
  }

  @JsonValue
  @Override
  public String toString() {
    return PREFIX + orderId.value();
  }
}
