package io.daybook.saga.reconciliation;

import io.daybook.schema.order.OrderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entry in our books. */
interface OurEntry {

  /** The order that it belongs to; there is one entry of an order in a book of others. */
  OrderId orderId();

  /** The name under which the others know it, or null while we do not know that name. */
  @Nullable String subject();

  /** When our side last changed. */
  Instant changedAt();
}
