package io.daybook.query.order;

import graphql.relay.Connection;
import io.daybook.query.Paging;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderStatus;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** Orders over GraphQL. */
@Controller
class OrderQueries {
  private final TimeTravel timeTravel;
  private final OrderTables tables;

  OrderQueries(TimeTravel timeTravel, OrderTables tables) {
    this.timeTravel = timeTravel;
    this.tables = tables;
  }

  @QueryMapping
  @Nullable OrderView order(
      @Argument String id,
      @Argument @Nullable OffsetDateTime asOf,
      @Argument @Nullable Integer atVersion) {
    var instant = asOf == null ? null : asOf.toInstant();
    return timeTravel.order(OrderId.parse(id), instant, atVersion).orElse(null);
  }

  @QueryMapping
  Connection<OrderTables.Summary> orders(
      @Argument @Nullable String customerId,
      @Argument @Nullable OrderStatus status,
      @Argument @Nullable OffsetDateTime orderedFrom,
      @Argument @Nullable OffsetDateTime orderedTo,
      @Argument int first,
      @Argument @Nullable String after) {
    var filter = new OrderTables.Filter(customerId, status, orderedFrom, orderedTo);
    return tables.orders(filter, Paging.of(first, after));
  }

  @QueryMapping
  Connection<OrderTables.Entry> orderTimeline(
      @Argument String orderId, @Argument int first, @Argument @Nullable String after) {
    return tables.timeline(OrderId.parse(orderId).toString(), Paging.of(first, after));
  }
}
