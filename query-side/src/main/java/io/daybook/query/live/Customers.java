package io.daybook.query.live;

import java.util.HashSet;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whose orders are. */
@Component
class Customers {
  private final JdbcClient jdbc;

  Customers(@Qualifier("query") JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those of these customers who have one of these orders, in one query. */
  Set<String> of(Set<String> orders, Set<String> customers) {
    return new HashSet<>(
        jdbc.sql(
                """
                select distinct customer_id from order_summary
                 where order_id = any (:orders) and customer_id = any (:customers)
                """)
            .param("orders", orders.toArray(String[]::new))
            .param("customers", customers.toArray(String[]::new))
            .query(String.class)
            .list());
  }
}
