package io.daybook.saga.fulfilment;

import io.daybook.schema.order.OrderId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** What the saga must know of the calls that others make for it. */
@FunctionalInterface
public interface OpenCallsOutside {

  /**
   * When the calls were noted that are under way for these orders, the latest of each; orders that
   * have none are left out.
   */
  Map<OrderId, Instant> notedAt(Collection<OrderId> orders);
}
