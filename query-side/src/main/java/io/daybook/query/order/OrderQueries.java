package io.daybook.query.order;

import graphql.GraphQLContext;
import graphql.relay.Connection;
import graphql.schema.DataFetchingEnvironment;
import io.daybook.eventstore.LoggedEvent;
import io.daybook.query.BadQuery;
import io.daybook.query.EventOrigin;
import io.daybook.query.Moments;
import io.daybook.query.NodeSource;
import io.daybook.query.OrderOwners;
import io.daybook.query.Pages;
import io.daybook.query.Payloads;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.status.OrderStatus;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Orders over GraphQL. */
@Controller
class OrderQueries implements NodeSource {
  private final TimeTravel timeTravel;
  private final OrderTables tables;
  private final OrderHistoryTable history;
  private final Timeline timeline;
  private final Moments moments;
  private final Payloads payloads;
  private final Pages pages;
  private final OrderOwners owners;

  OrderQueries(
      TimeTravel timeTravel,
      OrderTables tables,
      OrderHistoryTable history,
      Timeline timeline,
      Moments moments,
      Payloads payloads,
      Pages pages,
      OrderOwners owners) {
    this.pages = pages;
    this.timeTravel = timeTravel;
    this.tables = tables;
    this.history = history;
    this.timeline = timeline;
    this.moments = moments;
    this.payloads = payloads;
    this.owners = owners;
  }

  /** One of the moments that an order can be asked about. */
  record MomentInput(
      @Nullable OffsetDateTime asOf, @Nullable Long atPosition, @Nullable Integer atVersion) {}

  @QueryMapping
  @Nullable OrderView order(
      @Argument String id,
      @Argument @Nullable Integer atVersion,
      DataFetchingEnvironment environment) {
    var position = moments.position(environment);
    var found =
        atVersion == null
            ? timeTravel.at(id(id), position)
            : timeTravel.atVersion(id(id), atVersion);
    var only = OrderOwners.onlyCustomer(environment);
    return found.filter(order -> only == null || only.equals(order.customerId())).orElse(null);
  }

  @Override
  public String prefix() {
    return "order-";
  }

  @Override
  public @Nullable Object find(String rest, DataFetchingEnvironment environment) {
    return order(prefix() + rest, null, environment);
  }

  /** What changed of an order; null when it was not placed by the later moment. */
  @QueryMapping
  @Nullable OrderDiff orderDiff(
      @Argument String id,
      @Argument MomentInput from,
      @Argument @Nullable MomentInput to,
      DataFetchingEnvironment environment) {
    var request = environment.getGraphQlContext();
    var order = id(id);
    var events = timeTravel.events(order);
    if (!isKnown(events, environment)) {
      events = List.of();
    }
    var after = to == null ? moments.head() : moment("to", order, to, events, request);
    var before = moment("from", order, from, events, request);
    if (before > after) {
      throw new BadQuery("to", "to must not be before from");
    }
    return events.isEmpty() || events.getFirst().position() > after
        ? null
        : OrderDiff.of(order.toString(), events, before, after);
  }

  private static boolean isKnown(List<LoggedEvent> events, DataFetchingEnvironment field) {
    var only = OrderOwners.onlyCustomer(field);
    return only == null
        || OrderView.of(events).filter(order -> only.equals(order.customerId())).isPresent();
  }

  private long moment(
      String argument,
      OrderId order,
      MomentInput moment,
      List<LoggedEvent> events,
      GraphQLContext request) {
    if (Stream.of(moment.asOf(), moment.atPosition(), moment.atVersion())
            .filter(Objects::nonNull)
            .count()
        != 1) {
      throw new BadQuery(argument, argument + " must have one of asOf, atPosition, atVersion");
    }
    if (moment.atVersion() != null) {
      return TimeTravel.positionOf(order, moment.atVersion(), events);
    }
    return Objects.requireNonNull(moments.position(moment.asOf(), moment.atPosition(), request));
  }

  @QueryMapping
  Connection<OrderTables.Summary> orders(
      @Argument @Nullable String customerId,
      @Argument @Nullable OrderStatus status,
      @Argument @Nullable String sku,
      @Argument @Nullable String trackingNumber,
      @Argument @Nullable OffsetDateTime orderedFrom,
      @Argument @Nullable OffsetDateTime orderedTo,
      @Argument @Nullable OffsetDateTime effectiveAt,
      @Argument OrderSort sort,
      DataFetchingEnvironment environment) {
    var paging = pages.of(environment);
    var only = OrderOwners.onlyCustomer(environment);
    if (only != null && customerId != null && !customerId.equals(only)) {
      return paging.page(List.of(), OrderTables.Summary::id);
    }
    var customer = only == null ? customerId : only;
    var filter =
        new OrderTables.Filter(
            customer, status, sku, trackingNumber, orderedFrom, orderedTo, effectiveAt, sort);
    var position = moments.position(environment);
    var rows =
        position == null ? tables.orders(filter, paging) : history.orders(filter, position, paging);
    return paging.page(rows, row -> row.orderedAt().toInstant() + "|" + row.id());
  }

  @BatchMapping(typeName = "OrderSummary", field = "lines")
  Map<OrderTables.Summary, List<OrderTables.SummaryLine>> lines(List<OrderTables.Summary> orders) {
    return tables.lines(orders);
  }

  @QueryMapping
  Connection<Timeline.Entry> orderTimeline(
      @Argument String orderId, DataFetchingEnvironment environment) {
    var order = id(orderId).toString();
    var paging = pages.of(environment);
    return owners.isKnown(order, environment)
        ? timeline.of(order, moments.position(environment), paging)
        : paging.page(List.of(), Timeline.Entry::eventId);
  }

  /** Knows no more than the order does that it belongs to, and fewer may ask for it. */
  @SchemaMapping(typeName = "Order", field = "timeline")
  Connection<Timeline.Entry> timeline(OrderView order, DataFetchingEnvironment environment) {
    var only = OrderOwners.onlyCustomer(environment);
    if (only != null && !only.equals(order.customerId())) {
      return pages.of(environment).page(List.of(), Timeline.Entry::eventId);
    }
    var asked = environment.getExecutionStepInfo().getParent();
    var upTo =
        asked.getArgument("atVersion") == null
            ? moments.positionOfParent(environment)
            : Long.valueOf(order.position());
    return timeline.of(order.id(), upTo, pages.of(environment));
  }

  /** The payloads of a page, in one query of the log. */
  @BatchMapping(typeName = "TimelineEntry", field = "payload")
  Map<Timeline.Entry, Object> payload(List<Timeline.Entry> entries) {
    var found = payloads.at(entries.stream().map(Timeline.Entry::position).toList());
    return entries.stream()
        .filter(entry -> found.containsKey(entry.position()))
        .collect(
            Collectors.toMap(
                Function.identity(), entry -> found.get(entry.position()), (one, _) -> one));
  }

  /** Who is behind the events of a page, in one query of the log. */
  @BatchMapping(typeName = "TimelineEntry", field = "origin")
  Map<Timeline.Entry, EventOrigin> origin(List<Timeline.Entry> entries) {
    var found = payloads.originsAt(entries.stream().map(Timeline.Entry::position).toList());
    return entries.stream()
        .filter(entry -> found.containsKey(entry.position()))
        .collect(
            Collectors.toMap(
                Function.identity(), entry -> found.get(entry.position()), (one, _) -> one));
  }

  private static OrderId id(String text) {
    try {
      return OrderId.parse(text);
    } catch (IllegalArgumentException _) {
      throw new BadQuery("id", "an order's id is order- followed by a UUID");
    }
  }
}
