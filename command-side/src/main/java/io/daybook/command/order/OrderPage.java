package io.daybook.command.order;

import io.daybook.command.api.Page;
import io.daybook.eventstore.LoggedEvent;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.OrderEvent;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderLine;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.order.ReturnRequest;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.shipping.ShipmentId;
import io.daybook.schema.status.OrderStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * An order as its caller needs it to go on; everything else about it is a query.
 *
 * @param position of the last event of the order, its payment or its shipment: so the page changes
 *     when its payment does
 * @param links what may be asked for next, as far as the page knows
 */
record OrderPage(
    OrderId orderId,
    CustomerId customerId,
    OrderStatus status,
    String statusLabel,
    long version,
    long position,
    Money total,
    List<Line> lines,
    Instant orderedAt,
    Instant placedAt,
    Instant updatedAt,
    Map<String, Link> links)
    implements Page {

  /** A line, and how many of its units came back. */
  record Line(Sku sku, int quantity, int returned, Money unitPrice) {}

  /** All that happens on behalf of an order, but for what happens to stock. */
  static List<String> streams(OrderId id) {
    return List.of(id.toString(), new PaymentId(id).toString(), new ShipmentId(id).toString());
  }

  /** Folds the events of {@link #streams}, in the order of the log; nothing before the order. */
  static Optional<OrderPage> of(List<LoggedEvent> events) {
    var page = new Fold();
    events.forEach(page::add);
    return Optional.ofNullable(page.order).map(order -> page.finish(order));
  }

  private static final class Fold {
    private @Nullable Order order;
    private OrderStatus status = OrderStatus.PROCESSING_PAYMENT;
    private long version;
    private long position;
    private Instant placedAt = Instant.EPOCH;
    private Instant updatedAt = Instant.EPOCH;

    void add(LoggedEvent logged) {
      if (logged.payload() instanceof OrderPlaced placed) {
        order = Order.opened(placed);
        placedAt = logged.timestamp();
      }
      if (order == null || !(logged.payload() instanceof OrderRelated event)) {
        return;
      }
      if (event instanceof OrderEvent own) {
        order = own instanceof OrderPlaced ? order : order.evolve(own);
        version = logged.version();
      }
      status = status.after(event, unitsLeft(order));
      position = logged.position();
      updatedAt = logged.timestamp();
    }

    private static long unitsLeft(Order order) {
      var ordered = order.placed().lines().stream().mapToLong(OrderLine::quantity).sum();
      return ordered - order.returns().units();
    }

    OrderPage finish(Order folded) {
      var placed = folded.placed();
      return new OrderPage(
          placed.orderId(),
          placed.customerId(),
          status,
          status.label(),
          version,
          position,
          placed.total(),
          placed.lines().stream().map(line -> line(folded, line)).toList(),
          placed.orderedAt(),
          placedAt,
          updatedAt,
          links(placed.orderId(), status));
    }

    private static Line line(Order order, OrderLine line) {
      var returned =
          order.returns().accepted().values().stream()
              .flatMap(Set::stream)
              .filter(back -> back.sku().equals(line.sku()))
              .mapToInt(ReturnRequest::quantity)
              .sum();
      return new Line(line.sku(), line.quantity(), returned, line.unitPrice());
    }
  }

  private static Map<String, Link> links(OrderId id, OrderStatus status) {
    var self = "/api/orders/" + id;
    var links = new LinkedHashMap<String, Link>();
    links.put("self", Link.to(self));
    switch (status.stage()) {
      case PLACED, CONFIRMED -> {
        links.put("cancel", Link.to("POST", self + "/cancellation"));
        links.put("changeAddress", Link.to("PUT", self + "/address"));
      }
      case SHIPPED -> links.put("returns", Link.to("POST", self + "/returns"));
      case CANCELLING, CANCELLED -> {
        // Nothing is left to be asked for.
      }
    }
    links.put(
        "timeline",
        Link.query(
            "{orderTimeline(orderId: \"%s\") {edges {node {at type} cursor} pageInfo {hasNextPage}}}"
                .formatted(id)));
    return links;
  }
}
