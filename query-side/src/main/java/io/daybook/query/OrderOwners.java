package io.daybook.query;

import graphql.schema.DataFetchingEnvironment;
import io.daybook.web.access.Caller;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whose orders are, and whose a field may show. */
@Component
public final class OrderOwners {
  private final JdbcClient jdbc;

  OrderOwners(@Qualifier("query") JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The customer whose orders are the only ones that exist for a field, by the roles that may ask
   * for it; null when its caller may ask for the orders of anybody there. Who is nobody sees
   * nobody's orders.
   */
  public static @Nullable String onlyCustomer(DataFetchingEnvironment field) {
    Caller caller = field.getGraphQlContext().get(FieldAccess.CALLER);
    return caller == null ? "" : caller.onlyCustomerAt(FieldAccess.rolesOf(field).orElse(Set.of()));
  }

  /** Whether an order exists for a field, as far as the read model knows it. */
  public boolean isKnown(String order, DataFetchingEnvironment field) {
    var customer = onlyCustomer(field);
    return customer == null
        || jdbc.sql("select count(*) from order_summary where order_id = ? and customer_id = ?")
                .param(order)
                .param(customer)
                .query(Long.class)
                .single()
            > 0;
  }
}
