package io.daybook.schema.fulfilment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.daybook.schema.MalformedException;
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
   * @throws MalformedException when the text has not this form
   */
  @JsonCreator
  public static FulfilmentId parse(String text) {
    return new FulfilmentId(new OrderId(MalformedException.uuidAfter(PREFIX, text)));
  }

  @JsonValue
  @Override
  public String toString() {
    return PREFIX + orderId.value();
  }
}
