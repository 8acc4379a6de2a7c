package io.daybook.reconciliation;

import io.daybook.schema.order.OrderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entry in our books. */
interface OurEntry {

  /** The order that it belongs to. */
  OrderId orderId();

  /** The name under which the others know it, or null while we do not know that name. */
  @Nullable String subject();

  /** The name of the entry in our book; of the order, where it has one entry alone. */
  default String key() {
    return orderId().toString();
  }

  /** When our side last changed. */
  Instant changedAt();
}
