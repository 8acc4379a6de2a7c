package io.daybook.command.order;

import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.ReturnId;
import io.daybook.web.Refused;
import io.daybook.web.access.Caller;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The ids that follow from the keys of requests, so that the log itself recognizes a repeated one.
 * A key belongs to its caller: the same key of another client or subject is another key.
 *
 * @param caller whose keys they are
 */
record KeyIds(Caller caller) {
  static final String HEADER = "Idempotency-Key";
  private static final int LONGEST_KEY = 200;

  /** Neither a client nor a subject has this character in its name. */
  private static final char BETWEEN = '\0';

  /**
   * The order of a key.
   *
   * @throws Refused when the key is too long, or empty
   */
  OrderId order(String key) {
    return new OrderId(uuid("order:", key));
  }

  /**
   * The return of a key.
   *
   * @throws Refused when the key is too long, or empty
   */
  ReturnId takenBack(OrderId order, String key) {
    return new ReturnId(uuid("return:" + order + ":", key));
  }

  /** The order of a key in releases before 0.2.0, where all callers shared their keys. */
  static OrderId orderBefore(String key) {
    return new OrderId(named("order:" + key));
  }

  private UUID uuid(String space, String key) {
    if (key.isBlank() || key.length() > LONGEST_KEY) {
      throw Refused.invalid(HEADER, "size", "must have 1 to " + LONGEST_KEY + " characters");
    }
    return named(space + caller.client() + BETWEEN + caller.subject() + BETWEEN + key);
  }

  private static UUID named(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
