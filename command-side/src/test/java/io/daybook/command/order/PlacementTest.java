package io.daybook.command.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.command.catalog.CatalogPrices;
import io.daybook.eventstore.Expectation;
import io.daybook.eventstore.LoggedEvent;
import io.daybook.schema.DomainRejection;
import io.daybook.schema.catalog.ProductDiscontinued;
import io.daybook.schema.catalog.ProductEvent;
import io.daybook.schema.catalog.ProductListed;
import io.daybook.schema.catalog.ProductPriceChanged;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderLine;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.PaymentToken;
import io.daybook.web.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What follows from the request of an order, given the catalogue and what its key was used for. */
class PlacementTest {
  private static final OrderId ID = new OrderId(new UUID(1, 1));
  private static final Sku TEA = new Sku("TEA");
  private static final Sku MUG = new Sku("MUG");
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final OrderRequests.NewAddress HOME =
      new OrderRequests.NewAddress("Ada", "Home", "London", "SW1", "GB");
  private static final Object[] CATALOGUE = {
    new ProductListed(TEA, "Tea", pounds("2.00")),
    new ProductListed(MUG, "Mug", pounds("4.00")),
    new ProductPriceChanged(TEA, pounds("2.00"), pounds("2.50"))
  };

  @Test
  void it_is_priced_by_the_catalogue_and_lines_of_a_sku_are_merged() {
    var placement = place(request(null, null, TEA, MUG, TEA), CATALOGUE);
    assertThat(placement.isNew()).isTrue();
    assertThat(placement.total()).isEqualTo(pounds("9.00"));
    assertThat(placement.command().lines())
        .containsExactly(
            new OrderLine(TEA, 2, pounds("2.50")), new OrderLine(MUG, 1, pounds("4.00")));
    assertThat(placement.command().orderedAt()).isEqualTo(NOW);
  }

  @Test
  void it_needs_its_products_each_once() {
    assertThat(Placement.products(request(null, null, TEA, MUG, TEA))).containsExactly(TEA, MUG);
  }

  @Test
  void it_rests_on_the_last_event_of_each_product_unless_its_key_was_used_before() {
    assertThat(place(request(null, null, TEA, MUG), CATALOGUE).restsOn())
        .containsExactly(
            new Expectation("product-TEA", 2, "event-2"),
            new Expectation("product-MUG", 1, "event-1"));
    assertThat(place(request(null, null, TEA), placed(request(null, null, TEA))).restsOn())
        .isEmpty();
  }

  @Test
  void what_is_not_for_sale_is_refused() {
    assertRefused("product-not-for-sale", () -> place(request(null, null, TEA)));
    var gone = new ProductDiscontinued(TEA, "no more leaves");
    var events = Stream.concat(Arrays.stream(CATALOGUE), Stream.of(gone)).toArray();
    assertRefused("product-not-for-sale", () -> place(request(null, null, TEA), events));
  }

  @Test
  void the_total_that_the_customer_was_shown_has_to_be_the_total() {
    assertThat(place(request("2.50", null, TEA), CATALOGUE).isNew()).isTrue();
    assertRefused("price-has-moved", () -> place(request("2.00", null, TEA), CATALOGUE));
  }

  @Test
  void business_time_may_be_past_and_ahead_by_no_more_than_clocks_differ() {
    var ahead = NOW.plus(Placement.CLOCK_SKEW);
    assertThat(place(request(null, ahead, TEA), CATALOGUE).command().orderedAt()).isEqualTo(ahead);
    assertThatThrownBy(() -> place(request(null, ahead.plusMillis(1), TEA), CATALOGUE))
        .isInstanceOf(Refused.class);
    var past = Instant.parse("2010-12-01T08:26:00Z");
    assertThat(place(request(null, past, TEA), CATALOGUE).command().orderedAt()).isEqualTo(past);
  }

  /** The rules of what can be ordered say so, and not a failed sum. */
  @Test
  void prices_of_two_currencies_are_left_to_the_rules_of_orders() {
    var placement =
        place(
            request(null, null, TEA, MUG),
            new ProductListed(TEA, "Tea", pounds("2.00")),
            new ProductListed(MUG, "Mug", Money.parse("EUR 4.00")));
    assertRefused("one-currency-per-order", () -> Lines.place(placement.command()));
  }

  @Test
  void a_repeated_request_has_the_prices_of_the_first_one_whatever_the_catalogue_says() {
    var again = place(request(null, null, TEA, TEA), placed(request(null, null, TEA, TEA)));
    assertThat(again.isNew()).isFalse();
    assertThat(again.total()).isEqualTo(pounds("5.00"));
    var order = Order.opened(placed(request(null, null, TEA, TEA)));
    assertThat(order.decide(again.command())).isEmpty();
  }

  @Test
  void a_key_that_was_used_for_another_order_is_refused() {
    var first = placed(request(null, null, TEA, TEA));
    assertRefused("idempotency-key-reused", () -> place(request(null, null, MUG), first));
    assertRefused("idempotency-key-reused", () -> place(request("9.99", null, TEA, TEA), first));
    var earlier = request(null, NOW.minusSeconds(1), TEA, TEA);
    assertRefused("idempotency-key-reused", () -> place(earlier, first));
    var fewer = place(request(null, null, TEA), first).command();
    assertRefused("idempotency-key-reused", () -> Order.opened(first).decide(fewer));
  }

  private static Placement place(OrderRequests.NewOrder body, Object... events) {
    var logged = new ArrayList<LoggedEvent>();
    for (var event : events) {
      var stream = event instanceof ProductEvent of ? "product-" + of.sku() : ID.toString();
      var number = logged.size();
      logged.add(new LoggedEvent(number, stream, number, NOW, event, Map.of(), "event-" + number));
    }
    var before = Placement.placedIn(logged);
    return Placement.of(ID, body, CatalogPrices.of(logged), before, NOW);
  }

  private static OrderPlaced placed(OrderRequests.NewOrder body) {
    return (OrderPlaced) Lines.place(place(body, CATALOGUE).command()).getFirst();
  }

  private static OrderRequests.NewOrder request(
      @Nullable String total, @Nullable Instant orderedAt, Sku... skus) {
    return new OrderRequests.NewOrder(
        new CustomerId("ada"),
        Arrays.stream(skus).map(sku -> new OrderRequests.NewLine(sku, 1)).toList(),
        HOME,
        new PaymentToken("tok_visa"),
        total == null ? null : pounds(total),
        orderedAt);
  }

  private static void assertRefused(String rule, ThrowingCallable placing) {
    assertThatThrownBy(placing)
        .isInstanceOfSatisfying(
            DomainRejection.class,
            refused -> {
              assertThat(refused.rule()).isEqualTo(rule);
              assertThat(refused.kind()).isEqualTo(DomainRejection.Kind.OF_THE_REQUEST);
            });
  }

  private static Money pounds(String amount) {
    return Money.parse("GBP " + amount);
  }
}
