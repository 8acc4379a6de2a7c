package io.daybook.query.order;

import graphql.schema.DataFetchingEnvironment;
import io.daybook.query.BadQuery;
import io.daybook.query.OrderOwners;
import io.daybook.query.live.LiveChanges;
import io.daybook.query.live.Topic;
import io.daybook.query.order.OrderHistoryTable.OrderChange;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

/**
 * Tells of orders as they change. Of others' orders a customer is told as of orders that are not.
 */
@Controller
class OrderSubscription {
  private final LiveChanges live;
  private final OrderHistoryTable history;

  OrderSubscription(LiveChanges live, OrderHistoryTable history) {
    this.live = live;
    this.history = history;
  }

  @SubscriptionMapping
  Flux<OrderChange> orderChanged(
      @Argument @Nullable String id,
      @Argument @Nullable String customerId,
      @Argument @Nullable Long fromPosition,
      DataFetchingEnvironment field) {
    var only = OrderOwners.onlyCustomer(field);
    if (id != null && customerId == null) {
      return live.of(
          new Topic.Order(id),
          fromPosition,
          (after, upTo, limit) -> history.changesOf(id, only, after, upTo, limit),
          OrderChange::position);
    }
    if (customerId != null && id == null) {
      return live.of(
          new Topic.Customer(customerId),
          fromPosition,
          (after, upTo, limit) -> history.changesFor(customerId, only, after, upTo, limit),
          OrderChange::position);
    }
    throw new BadQuery("id", "ask for id or customerId, for one of them");
  }
}
