package io.daybook.command.order;

import io.daybook.command.catalog.CatalogPrices;
import io.daybook.eventstore.LoggedEvent;
import io.daybook.schema.DomainRejection;
import io.daybook.schema.catalog.ProductId;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderLine;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.PlaceOrder;
import io.daybook.web.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What follows from the request of an order. A repeated request is answered with the prices of the
 * first one.
 *
 * @param command what is sent
 * @param before what was placed when the key of the request was first used, null if it was not
 */
record Placement(PlaceOrder command, @Nullable OrderPlaced before) {
  /** The clocks of callers may be ahead of ours by so much. */
  static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  /** The streams of the products that are ordered. */
  static List<String> products(OrderRequests.NewOrder body) {
    return quantities(body).keySet().stream().map(sku -> new ProductId(sku).toString()).toList();
  }

  /**
   * Decides on the request.
   *
   * @param events of the streams of {@link #products} and of the order itself
   * @throws Refused when it says that it was made in the future
   * @throws DomainRejection when it cannot be priced, or its key was used for another order
   */
  static Placement of(
      OrderId id, OrderRequests.NewOrder body, List<LoggedEvent> events, Instant now) {
    if (body.orderedAt() != null && body.orderedAt().isAfter(now.plus(CLOCK_SKEW))) {
      throw Refused.invalid("orderedAt", "past", "must not lie ahead");
    }
    var before = placedBefore(events);
    Map<Sku, Money> prices =
        before.map(Placement::pricesOf).orElseGet(() -> CatalogPrices.of(events));
    var lines = new ArrayList<OrderLine>();
    for (var wanted : quantities(body).entrySet()) {
      var price = prices.get(wanted.getKey());
      if (price == null) {
        throw unpriced(wanted.getKey(), before.isPresent());
      }
      lines.add(new OrderLine(wanted.getKey(), wanted.getValue(), price));
    }
    before.ifPresentOrElse(placed -> checkSame(body, placed), () -> checkTotal(body, lines));
    return new Placement(command(id, body, lines, now), before.orElse(null));
  }

  boolean isNew() {
    return before == null;
  }

  /** What the customer pays, once the order is accepted: its lines may have several currencies. */
  Money total() {
    return before == null ? Lines.total(command.lines()) : before.total();
  }

  private static Map<Sku, Integer> quantities(OrderRequests.NewOrder body) {
    var quantities = new LinkedHashMap<Sku, Integer>();
    body.lines().forEach(line -> quantities.merge(line.sku(), line.quantity(), Math::addExact));
    return quantities;
  }

  private static Optional<OrderPlaced> placedBefore(List<LoggedEvent> events) {
    return events.stream()
        .filter(event -> event.payload() instanceof OrderPlaced)
        .map(event -> (OrderPlaced) event.payload())
        .findFirst();
  }

  private static PlaceOrder command(
      OrderId id, OrderRequests.NewOrder body, List<OrderLine> lines, Instant now) {
    return new PlaceOrder(
        id,
        body.customerId(),
        lines,
        body.deliveryAddress().toAddress(),
        body.paymentToken(),
        body.orderedAt() == null ? now : body.orderedAt());
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
