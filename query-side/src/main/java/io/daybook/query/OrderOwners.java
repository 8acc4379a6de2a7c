package io.daybook.query;

import graphql.GraphQLContext;
import io.daybook.web.access.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whose orders are, and whose a request may see. */
@Component
public final class OrderOwners {
  private final JdbcClient jdbc;

  OrderOwners(@Qualifier("query") JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The customer whose orders are the only ones that exist for a request; null for one of those who
   * work here. Who is nobody sees nobody's orders.
   */
  public static @Nullable String onlyCustomer(GraphQLContext request) {
    Caller caller = request.get(FieldAccess.CALLER);
    return caller == null ? "" : caller.onlyCustomer();
  }

  /** Whether an order exists for a request, as far as the read model knows it. */
  public boolean isKnown(String order, GraphQLContext request) {
    var customer = onlyCustomer(request);
    return customer == null
        || jdbc.sql("select count(*) from order_summary where order_id = ? and customer_id = ?")
                .param(order)
                .param(customer)
                .query(Long.class)
                .single()
            > 0;
  }
}
