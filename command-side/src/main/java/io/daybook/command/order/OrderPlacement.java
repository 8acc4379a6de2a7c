package io.daybook.command.order;

import io.daybook.command.api.CommandSubmitter;
import io.daybook.command.catalog.CatalogPrices;
import io.daybook.eventstore.EventLog;
import io.daybook.schema.DomainRejection;
import io.daybook.schema.catalog.ProductId;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderLine;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.PlaceOrder;
import io.daybook.web.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/**
 * Prices an order and places it. One read of the log brings the products' streams and, if the key
 * was used before, the order's own: a repeated request is answered with the prices of the first
 * one.
 */
@Component
class OrderPlacement {
  /** The clocks of callers may be ahead of ours by so much. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private final EventLog log;
  private final CommandSubmitter commands;
  private final Clock clock;

  OrderPlacement(EventLog log, CommandSubmitter commands, Clock clock) {
    this.log = log;
    this.commands = commands;
    this.clock = clock;
  }

  /** What was placed. */
  record Receipt(OrderId orderId, Money total) {}

  Receipt place(OrderId id, OrderRequests.NewOrder body) {
    if (body.orderedAt() != null && body.orderedAt().isAfter(clock.instant().plus(CLOCK_SKEW))) {
      throw Refused.invalid("orderedAt", "past", "must not lie ahead");
    }
    var quantities = new LinkedHashMap<Sku, Integer>();
    body.lines().forEach(line -> quantities.merge(line.sku(), line.quantity(), Math::addExact));
    var streams = new ArrayList<String>();
    quantities.keySet().forEach(sku -> streams.add(new ProductId(sku).toString()));
    streams.add(id.toString());
    var events = log.readStreams(streams);
    var before =
        events.stream()
            .filter(event -> event.payload() instanceof OrderPlaced)
            .map(event -> (OrderPlaced) event.payload())
            .findFirst();
    Map<Sku, Money> prices = before.isPresent() ? pricesOf(before.get()) : CatalogPrices.of(events);
    var lines = new ArrayList<OrderLine>();
    for (var wanted : quantities.entrySet()) {
      var price = prices.get(wanted.getKey());
      if (price == null) {
        throw unpriced(wanted.getKey(), before.isPresent());
      }
      lines.add(new OrderLine(wanted.getKey(), wanted.getValue(), price));
    }
    before.ifPresentOrElse(placed -> checkSame(body, placed), () -> checkTotal(body, lines));
    var command = command(id, body, lines);
    if (before.isEmpty()) {
      commands.sendNew(command);
    } else {
      commands.send(command);
    }
    return new Receipt(id, before.map(OrderPlaced::total).orElseGet(() -> Lines.total(lines)));
  }

  private PlaceOrder command(OrderId id, OrderRequests.NewOrder body, List<OrderLine> lines) {
    Instant orderedAt = body.orderedAt() == null ? clock.instant() : body.orderedAt();
    return new PlaceOrder(
        id,
        body.customerId(),
        lines,
        body.deliveryAddress().toAddress(),
        body.paymentToken(),
        orderedAt);
  }

  /** What the order's own decision cannot see: what the caller may leave out. */
  private static void checkSame(OrderRequests.NewOrder body, OrderPlaced placed) {
    var otherTime = body.orderedAt() != null && !body.orderedAt().equals(placed.orderedAt());
    var otherTotal = body.expectedTotal() != null && !body.expectedTotal().equals(placed.total());
    if (otherTime || otherTotal) {
      throw keyReused();
    }
  }

  private static void checkTotal(OrderRequests.NewOrder body, List<OrderLine> lines) {
    var currencies =
        lines.stream().map(line -> line.unitPrice().getCurrencyUnit()).distinct().count();
    if (body.expectedTotal() == null || currencies != 1) {
      return;
    }
    var total = Lines.total(lines);
    if (!total.equals(body.expectedTotal())) {
      throw DomainRejection.ofRequest(
          "price-has-moved", "NEW", "The total is " + total + ", not " + body.expectedTotal());
    }
  }

  private static Map<Sku, Money> pricesOf(OrderPlaced placed) {
    return placed.lines().stream().collect(Collectors.toMap(OrderLine::sku, OrderLine::unitPrice));
  }

  private static DomainRejection unpriced(Sku sku, boolean keyWasUsed) {
    return keyWasUsed
        ? keyReused()
        : DomainRejection.ofRequest("product-not-for-sale", "NEW", sku + " is not for sale");
  }

  private static DomainRejection keyReused() {
    return DomainRejection.ofRequest(
        "idempotency-key-reused", "PLACED", "The key was used for another order");
  }
}
