package io.daybook.privacy.erasure;

import io.daybook.schema.order.CustomerId;
import java.time.Instant;
import java.util.List;

/** What customers have ordered, as far as an erasure has to know. */
public interface CustomerOrders {

  /**
   * An order.
   *
   * @param isOpen whether the shop still works on it
   */
  record Ordered(String orderId, boolean isOpen) {}

  /**
   * The orders of a customer, as the log has them when this is asked.
   *
   * @throws io.daybook.web.Refused 503, when that is not known yet
   */
  List<Ordered> of(CustomerId customer);

  /**
   * Whether the payment of an order may still have to be asked for that was placed before an
   * instant; also when that is not known.
   */
  boolean mayStillBePaid(Instant placedBefore);
}
