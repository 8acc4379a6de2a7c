package io.daybook.query.order;

import io.daybook.eventstore.EventLog;
import io.daybook.query.Horizons;
import io.daybook.query.Model;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.status.OrderStatus;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The orders of a customer for those who decide by them, and so must not miss one. */
@Component
public class OrdersOfCustomers {
  private static final Set<Model> ORDERS = Set.of(Model.ORDER_HISTORY);

  private final JdbcClient jdbc;
  private final EventLog log;
  private final Horizons horizons;

  OrdersOfCustomers(@Qualifier("query") JdbcClient jdbc, EventLog log, Horizons horizons) {
    this.jdbc = jdbc;
    this.log = log;
    this.horizons = horizons;
  }

  /** An order. */
  public record Ordered(String id, OrderStatus status) {}

  /**
   * All orders of a customer that are in the log when this is asked, the latest first; empty when
   * the read model has not come so far within the time that a query may wait.
   */
  public Optional<List<Ordered>> of(CustomerId customer) {
    if (!horizons.reach(ORDERS, log.headPosition())) {
      return Optional.empty();
    }
    return Optional.of(
        jdbc.sql(
                """
                select order_id, status from order_summary
                 where customer_id = ? order by ordered_at desc, order_id desc
                """)
            .param(customer.toString())
            .query(
                (row, _) ->
                    new Ordered(
                        row.getString("order_id"), OrderStatus.valueOf(row.getString("status"))))
            .list());
  }

  /**
   * Whether an order that was placed before an instant may have a payment that is not answered yet;
   * also when the read model does not know all of them.
   */
  public boolean mayStillBePaid(Instant placedBefore) {
    return horizons.of(ORDERS) < log.positionAt(placedBefore)
        || jdbc.sql(
                """
                select exists (select from order_summary
                                where status in ('PROCESSING_PAYMENT', 'CANCELLING') and placed_at < ?)
                """)
            .param(Timestamp.from(placedBefore))
            .query(Boolean.class)
            .single();
  }
}
