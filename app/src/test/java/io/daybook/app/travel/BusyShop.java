package io.daybook.app.travel;

import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A shop in which everything happens that can happen to an order, and the numbers of then. */
abstract class BusyShop extends PlatformForTests {
  static final String SHOP =
      """
      {shopAt%s {position orders confirmedOrders ordersByStatus {status orders} unitsOnHand unitsReserved
        held {amount currency} captured {amount currency} refunded {amount currency}}}
      """;

  static final String SHOP_ARGUMENTS = SHOP.replace("%s", "(%s)");

  static final String STOCK = "{stockLevels(first: 100, %s) {edges {node {sku onHand reserved}}}}";

  static final String PRODUCTS =
      """
      {products(includeDiscontinued: true, first: 100, %s) {edges {node {sku name price {amount} onSale}}}}
      """;

  static final String LIST =
      """
      {orders(first: 100, %s) {edges {node {id status captured {amount} refunded {amount} orderedAt
        cancellationCause trackingNumber lines {sku quantity returned}}}}}
      """;

  final List<String> orders = new ArrayList<>();
  final List<String> skus = new ArrayList<>();

  /** What the live shop said, by the position that it said it of. */
  final Map<Long, JsonNode> recorded = new LinkedHashMap<>();

  /** Orders that are delivered, returned, declined, refused, cancelled; prices and names change. */
  void trade() {
    var tea = product("TEA-", "6.50", 40);
    var mug = product("MUG-", "12.00", 5);
    var none = product("NONE-", "4.00", 0);
    skus.addAll(List.of(tea, mug, none));
    record();
    var delivered = ordered("tok_visa", Map.of(tea, 3, mug, 1), "PICKING");
    put("/api/products/" + tea + "/price", Map.of("price", pounds("7.00")));
    ordered("tok_declined", Map.of(tea, 1), "CANCELLED");
    ordered("tok_visa", Map.of(tea, 1, none, 1), "CANCELLED");
    put("/api/products/" + mug + "/name", Map.of("name", "Large mug"));
    var cancelled = ordered("tok_visa", Map.of(tea, 2), "PICKING");
    cancel(cancelled);
    awaitStatus(cancelled, "CANCELLED");
    record();
    var parcel = "/api/shipments/" + delivered.replace("order-", "shipment-");
    post(parcel + "/dispatch", Map.of());
    awaitStatus(delivered, "SHIPPED");
    record();
    post(parcel + "/delivery", Map.of());
    awaitStatus(delivered, "DELIVERED");
    var back =
        Map.of("lines", List.of(Map.of("sku", tea, "quantity", 1, "disposition", "RESTOCK")));
    post("/api/orders/" + delivered + "/returns", back, "Idempotency-Key", "r1");
    awaitStatus(delivered, "PARTLY_RETURNED");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> moneyKept(delivered).toPlainString().startsWith("25"));
    record();
    post("/api/products/" + none + "/discontinuation", Map.of("reason", "nobody has it"));
    ordered("tok_visa", Map.of(tea, 2), "PICKING");
    record();
  }

  private String ordered(String token, Map<String, Integer> units, String until) {
    var order = place(token, units);
    orders.add(order);
    record();
    awaitStatus(order, until);
    record();
    return order;
  }

  private void record() {
    var shop = query(SHOP.formatted("")).path("shopAt");
    recorded.put(shop.path("position").asLong(), shop);
  }

  long head() {
    return query("{logPosition {position}}").path("logPosition").path("position").asLong();
  }

  /** Until the read model of orders has all that was in the log when it was asked. */
  final void awaitRecorded() {
    await()
        .until(() -> query(SHOP.formatted("")).path("shopAt").path("position").asLong() >= head());
  }

  final List<JsonNode> list(String arguments) {
    return nodes(query(LIST.formatted(arguments)).path("orders"));
  }

  /** A moment in a query's arguments. */
  static String at(long position) {
    return "atPosition: " + position;
  }

  /** Positions all over the log of this shop. */
  List<Long> positions() {
    var all = new ArrayList<>(recorded.keySet());
    for (long position = 0; position <= head(); position += 17) {
      all.add(position);
    }
    all.add(head());
    return all;
  }

  static List<JsonNode> nodes(JsonNode connection) {
    var nodes = new ArrayList<JsonNode>();
    connection.path("edges").forEach(edge -> nodes.add(edge.path("node")));
    return nodes;
  }

  BigDecimal number(String sql, long position) {
    return jdbc.queryForObject(ThenInSql.of(sql), BigDecimal.class, position);
  }

  List<String> texts(String sql, long position) {
    return jdbc.queryForList(ThenInSql.of(sql), String.class, position);
  }
}
