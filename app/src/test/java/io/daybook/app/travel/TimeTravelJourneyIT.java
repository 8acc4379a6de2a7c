package io.daybook.app.travel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;

/**
 * What an auditor asks of the past: of an order, of the shelf, of the prices, of the whole shop.
 * The answers are compared with a fold of the log by plain SQL, and lists with single orders.
 */
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_CLASS)
class TimeTravelJourneyIT extends BusyShop {
  @Test
  void the_past_is_what_the_log_says_of_it() {
    trade();
    awaitRecorded();
    for (var then : recorded.entrySet()) {
      assertThat(query(SHOP.formatted("(" + at(then.getKey()) + ")")).path("shopAt"))
          .as("the live numbers at position " + then.getKey())
          .isEqualTo(then.getValue());
    }
    for (var position : positions()) {
      var folded = foldedOrders(position);
      assertShop(position, folded);
      assertOrders(position, folded);
      assertStock(position);
      assertProducts(position);
    }
    assertNothingPersonalIsInTheReadModels();
  }

  /** Every order as a fold of its own events tells it. */
  private Map<String, JsonNode> foldedOrders(long position) {
    var folded = new TreeMap<String, JsonNode>();
    for (var order : orders) {
      var one =
          query(
                  "{order(id: \"%s\", %s) {id status orderedAt payment {captured {amount} refunded {amount}} cancellationCause shipment {trackingNumber} lines {sku quantity returned}}}"
                      .formatted(order, at(position)))
              .path("order");
      if (!one.isNull()) {
        folded.put(order, one);
      }
    }
    return folded;
  }

  private void assertShop(long position, Map<String, JsonNode> folded) {
    var shop = query(SHOP.formatted("(" + at(position) + ")")).path("shopAt");
    var byStatus = new TreeMap<String, Long>();
    folded.values().forEach(one -> byStatus.merge(one.path("status").asString(), 1L, Long::sum));
    var told = new TreeMap<String, Long>();
    shop.path("ordersByStatus")
        .forEach(one -> told.put(one.path("status").asString(), one.path("orders").asLong()));
    assertThat(told).as("at " + position).isEqualTo(byStatus);
    assertThat(shop.path("orders").asLong()).isEqualTo(folded.size());
    assertThat(shop.path("confirmedOrders").asLong())
        .isEqualTo(
            number("select count(*) from e where type = 'OrderConfirmed'", position).longValue());
    assertThat(shop.path("unitsReserved").asLong())
        .isEqualTo(
            number(
                    """
                    select coalesce(sum((payload ->> 'quantity')::int
                             * case type when 'StockReserved' then 1 else -1 end), 0)
                      from e where type in ('StockReserved', 'StockReleased', 'StockCommitted')
                    """,
                    position)
                .longValue());
    assertMoney(shop, "captured", "'PaymentCaptured'", "''", position);
    assertMoney(shop, "refunded", "'PaymentRefunded'", "''", position);
    assertThat(amount(shop.path("held")))
        .as("held at " + position)
        .isEqualByComparingTo(
            number(
                """
                select coalesce(sum((payload -> 'amount' ->> 'amount')::numeric), 0) from e
                 where type = 'PaymentAuthorized' and not exists (
                       select 1 from e gone where gone.stream = e.stream
                          and gone.type in ('PaymentVoided', 'PaymentCaptured'))
                """,
                position));
  }

  private void assertMoney(JsonNode shop, String name, String in, String out, long position) {
    assertThat(amount(shop.path(name)))
        .as(name + " at " + position)
        .isEqualByComparingTo(
            number(
                """
                select coalesce(sum((payload -> 'amount' ->> 'amount')::numeric), 0) from e
                 where type in (%s) and type not in (%s)
                """
                    .formatted(in, out),
                position));
  }

  private static BigDecimal amount(JsonNode money) {
    return money.isEmpty()
        ? BigDecimal.ZERO
        : new BigDecimal(money.path(0).path("amount").asString());
  }

  /** The whole list, then by each status, and by customer. */
  private void assertOrders(long position, Map<String, JsonNode> folded) {
    assertThat(list(at(position)).stream().map(TimeTravelJourneyIT::briefly))
        .as("orders at " + position)
        .containsExactlyInAnyOrderElementsOf(texts(ThenInSql.ORDERS, position));
    for (var order : orders) {
      assertThat(timeline(order, position))
          .as("timeline at " + position)
          .isEqualTo(
              texts(
                  "select event_id from e where payload ->> 'orderId' = '%s' order by position"
                      .formatted(order),
                  position));
    }
    assertThat(flat(list(at(position)))).as("at " + position).isEqualTo(flatFolded(folded, null));
    assertThat(flat(list("customerId: \"ada\", " + at(position))))
        .isEqualTo(flatFolded(folded, null));
    for (var status : List.of("PICKING", "CANCELLED", "CANCELLING", "SHIPPED", "PARTLY_RETURNED")) {
      assertThat(flat(list("status: " + status + ", " + at(position))))
          .as(status + " at " + position)
          .isEqualTo(flatFolded(folded, status));
    }
  }

  private static String briefly(JsonNode row) {
    return "%s %s %s %s"
        .formatted(
            row.path("id").asString(),
            row.path("status").asString(),
            plain(row.path("captured")),
            plain(row.path("refunded")));
  }

  private static String plain(JsonNode money) {
    return new BigDecimal(money.path("amount").asString("0")).stripTrailingZeros().toPlainString();
  }

  private List<String> timeline(String order, long position) {
    return nodes(
            query(
                    "{orderTimeline(orderId: \"%s\", %s) {edges {node {eventId}}}}"
                        .formatted(order, at(position)))
                .path("orderTimeline"))
        .stream()
        .map(entry -> entry.path("eventId").asString())
        .toList();
  }

  private static List<String> flat(List<JsonNode> rows) {
    return rows.stream()
        .map(
            row ->
                "%s %s %s %s %s %s %s %s"
                    .formatted(
                        row.path("orderedAt"),
                        row.path("id"),
                        row.path("status"),
                        row.path("captured").path("amount"),
                        row.path("refunded").path("amount"),
                        row.path("cancellationCause"),
                        row.path("trackingNumber"),
                        row.path("lines")))
        .toList();
  }

  private static List<String> flatFolded(Map<String, JsonNode> folded, String status) {
    return folded.values().stream()
        .filter(row -> status == null || row.path("status").asString().equals(status))
        .map(
            row ->
                "%s %s %s %s %s %s %s %s"
                    .formatted(
                        row.path("orderedAt"),
                        row.path("id"),
                        row.path("status"),
                        row.path("payment").path("captured").path("amount"),
                        row.path("payment").path("refunded").path("amount"),
                        row.path("cancellationCause"),
                        row.path("shipment").path("trackingNumber").isNull()
                                || !List.of("SHIPPED", "DELIVERED", "PARTLY_RETURNED")
                                    .contains(row.path("status").asString())
                            ? "null"
                            : row.path("shipment").path("trackingNumber"),
                        row.path("lines")))
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  private void assertStock(long position) {
    var told = new ArrayList<String>();
    for (var level : nodes(query(STOCK.formatted(at(position))).path("stockLevels"))) {
      told.add(
          level.path("sku").asString()
              + " "
              + level.path("onHand").asLong()
              + " "
              + level.path("reserved").asLong());
    }
    assertThat(told)
        .as("stock at " + position)
        .containsExactlyElementsOf(texts(ThenInSql.STOCK, position));
  }

  private void assertProducts(long position) {
    var told =
        nodes(query(PRODUCTS.formatted(at(position))).path("products")).stream()
            .map(
                one ->
                    "%s %s %s %s"
                        .formatted(
                            one.path("sku").asString(),
                            one.path("name").asString(),
                            one.path("price").path("amount").asString(),
                            one.path("onSale").asBoolean()))
            .toList();
    assertThat(told)
        .as("products at " + position)
        .containsExactlyInAnyOrderElementsOf(texts(ThenInSql.PRODUCTS, position));
  }

  private void assertNothingPersonalIsInTheReadModels() {
    var tables =
        jdbc.queryForList(
            """
            select schemaname || '.' || tablename from pg_tables
             where schemaname ~ '^(order_history|stock|catalog|fulfilment|audit|analytics)'
            """,
            String.class);
    assertThat(tables).hasSizeGreaterThan(8);
    for (var table : tables) {
      assertThat(
              jdbc.queryForList(
                  "select t::text from "
                      + table
                      + " t where t::text ~ 'St James|London|SW1Y|changed my mind|nobody has it|tok_'",
                  String.class))
          .as(table)
          .isEmpty();
    }
  }
}
