package io.daybook.query.order;

import graphql.relay.Connection;
import graphql.schema.DataFetchingEnvironment;
import io.daybook.query.BadQuery;
import io.daybook.query.Paging;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.status.OrderStatus;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Orders over GraphQL. */
@Controller
class OrderQueries {
  private final TimeTravel timeTravel;
  private final OrderTables tables;
  private final Timeline timeline;

  OrderQueries(TimeTravel timeTravel, OrderTables tables, Timeline timeline) {
    this.timeTravel = timeTravel;
    this.tables = tables;
    this.timeline = timeline;
  }

  @QueryMapping
  @Nullable OrderView order(
      @Argument String id,
      @Argument @Nullable OffsetDateTime asOf,
      @Argument @Nullable Integer atVersion) {
    var instant = asOf == null ? null : asOf.toInstant();
    return timeTravel.order(id(id), instant, atVersion).orElse(null);
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

  @BatchMapping(typeName = "OrderSummary", field = "lines")
  Map<OrderTables.Summary, List<OrderTables.SummaryLine>> lines(List<OrderTables.Summary> orders) {
    return tables.lines(orders);
  }

  @QueryMapping
  Connection<Timeline.Entry> orderTimeline(
      @Argument String orderId, @Argument int first, @Argument @Nullable String after) {
    return timeline.of(id(orderId).toString(), Timeline.Known.ALL, Paging.of(first, after));
  }

  /** Knows no more than the order does that it belongs to. */
  @SchemaMapping(typeName = "Order", field = "timeline")
  Connection<Timeline.Entry> timeline(
      OrderView order,
      @Argument int first,
      @Argument @Nullable String after,
      DataFetchingEnvironment environment) {
    var asked = environment.getExecutionStepInfo().getParent();
    OffsetDateTime asOf = asked.getArgument("asOf");
    var known =
        new Timeline.Known(
            asOf == null ? null : asOf.toInstant(),
            asked.getArgument("atVersion") == null ? null : order.position());
    return timeline.of(order.id(), known, Paging.of(first, after));
  }

  private static OrderId id(String text) {
    try {
      return OrderId.parse(text);
    } catch (IllegalArgumentException _) {
      throw new BadQuery("an order's id is order- followed by a UUID");
    }
  }
}
