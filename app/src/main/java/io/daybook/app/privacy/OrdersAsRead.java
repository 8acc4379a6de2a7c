package io.daybook.app.privacy;

import io.daybook.privacy.erasure.CustomerOrders;
import io.daybook.query.order.OrdersOfCustomers;
import io.daybook.schema.order.CustomerId;
import io.daybook.web.Refused;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** What customers have ordered, as the read model says once it has followed the log. */
@Component
public class OrdersAsRead implements CustomerOrders {
  private final OrdersOfCustomers orders;

  OrdersAsRead(OrdersOfCustomers orders) {
    this.orders = orders;
  }

  @Override
  public List<Ordered> of(CustomerId customer) {
    return orders
        .of(customer)
        .orElseThrow(
            () ->
                Refused.unavailable(
                    "What this customer has ordered is not known yet; nothing was done"))
        .stream()
        .map(order -> new Ordered(order.id(), !order.status().isSettled()))
        .toList();
  }

  @Override
  public boolean mayStillBePaid(Instant placedBefore) {
    return orders.mayStillBePaid(placedBefore);
  }
}
