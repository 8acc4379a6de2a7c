package io.daybook.command.order;

import io.daybook.command.catalog.CatalogPrices.Offer;
import io.daybook.eventstore.Expectation;
import io.daybook.eventstore.LoggedEvent;
import io.daybook.eventstore.MetadataKeys;
import io.daybook.schema.DomainRejection;
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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What follows from the request of an order. A repeated request is answered with the prices of the
 * first one, and it is the same one if all its fields are: what {@code OrderPlaced} says, and what
 * the event's metadata says of the fields that may be left out. So two lines of one SKU are one
 * line of their sum, and the order of lines does not count, because it is the same order.
 *
 * @param command what is sent
 * @param options the fields of the request that it might have left out
 * @param before what was placed when the key of the request was first used, null if it was not
 * @param restsOn where the streams ended that its prices are from
 */
record Placement(
    PlaceOrder command, String options, @Nullable Before before, List<Expectation> restsOn) {

  /**
   * What the key of a request was used for.
   *
   * @param options of that request; null where it is not known, as of those of release 0.1.0
   */
  record Before(OrderPlaced placed, @Nullable String options) {}

  /** The clocks of callers may be ahead of ours by so much. */
  static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  /** The products that are ordered, each once. */
  static Set<Sku> products(OrderRequests.NewOrder body) {
    return quantities(body).keySet();
  }

  /** What the key of the request was used for, if these events have the order's own. */
  static @Nullable Before placedIn(List<LoggedEvent> events) {
    for (var event : events) {
      if (event.payload() instanceof OrderPlaced placed) {
        return new Before(placed, event.metadata().get(MetadataKeys.REQUEST_OPTIONS));
      }
    }
    return null;
  }

  /**
   * Decides on the request.
   *
   * @param offers of the {@link #products}, as far as they are for sale
   * @throws Refused when it says that it was made in the future
   * @throws DomainRejection when it cannot be priced, or its key was used for another order
   */
  static Placement of(
      OrderId id,
      OrderRequests.NewOrder body,
      Map<Sku, Offer> offers,
      @Nullable Before before,
      Instant now) {
    if (body.orderedAt() != null && body.orderedAt().isAfter(now.plus(CLOCK_SKEW))) {
      throw Refused.invalidField("orderedAt", "past", "must not lie ahead");
    }
    return before == null ? first(id, body, offers, now) : again(id, body, before, now);
  }

  private static Placement first(
      OrderId id, OrderRequests.NewOrder body, Map<Sku, Offer> offers, Instant now) {
    var quantities = quantities(body);
    var lines = new ArrayList<OrderLine>(quantities.size());
    var restsOn = new ArrayList<Expectation>(quantities.size());
    for (var wanted : quantities.entrySet()) {
      var offer = offers.get(wanted.getKey());
      if (offer == null) {
        throw DomainRejection.ofRequest(
            "product-not-for-sale", "NEW", wanted.getKey() + " is not for sale");
      }
      lines.add(new OrderLine(wanted.getKey(), wanted.getValue(), offer.price()));
      restsOn.add(offer.end());
    }
    checkTotal(body, lines);
    return new Placement(command(id, body, lines, now), options(body), null, restsOn);
  }

  private static Placement again(
      OrderId id, OrderRequests.NewOrder body, Before before, Instant now) {
    var prices = pricesOf(before.placed());
    var lines = new ArrayList<OrderLine>();
    for (var wanted : quantities(body).entrySet()) {
      var price = prices.get(wanted.getKey());
      if (price == null) {
        throw keyReused();
      }
      lines.add(new OrderLine(wanted.getKey(), wanted.getValue(), price));
    }
    checkSame(body, before);
    return new Placement(command(id, body, lines, now), options(body), before, List.of());
  }

  boolean isNew() {
    return before == null;
  }

  /** What the customer pays, once the order is accepted: its lines may have several currencies. */
  Money total() {
    return before == null ? Lines.total(command.lines()) : before.placed().total();
  }

  private static Map<Sku, Integer> quantities(OrderRequests.NewOrder body) {
    var quantities = new LinkedHashMap<Sku, Integer>();
    body.lines().forEach(line -> quantities.merge(line.sku(), line.quantity(), Math::addExact));
    return quantities;
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
  private static void checkSame(OrderRequests.NewOrder body, Before before) {
    var placed = before.placed();
    var otherFields = before.options() != null && !before.options().equals(options(body));
    var otherTime = body.orderedAt() != null && !body.orderedAt().equals(placed.orderedAt());
    var otherTotal = body.expectedTotal() != null && !body.expectedTotal().equals(placed.total());
    if (otherFields || otherTime || otherTotal) {
      throw keyReused();
    }
  }

  private static String options(OrderRequests.NewOrder body) {
    return Stream.of(
            body.expectedTotal() == null ? "" : "expectedTotal",
            body.orderedAt() == null ? "" : "orderedAt")
        .filter(name -> !name.isEmpty())
        .collect(Collectors.joining(","));
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

  private static DomainRejection keyReused() {
    return DomainRejection.ofRequest(
        "idempotency-key-reused", "PLACED", "The key was used for another order");
  }
}
