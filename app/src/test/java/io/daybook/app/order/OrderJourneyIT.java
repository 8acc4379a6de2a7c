package io.daybook.app.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An order's whole life, and every way it can end early. */
class OrderJourneyIT extends PlatformForTests {

  @Test
  void an_order_is_paid_shipped_delivered_and_partly_returned() {
    var tea = product("TEA-", "6.50", 10);
    var mug = product("MUG-", "12.00", 10);
    var order = place("tok_visa", Map.of(tea, 2, mug, 1));
    awaitStatus(order, "PICKING");
    assertThat(moneyKept(order)).isEqualByComparingTo("25.00");
    assertThat(reserved(tea)).isEqualTo(2);

    var shipment = "/api/shipments/" + order.replace("order-", "shipment-");
    assertThat(post(shipment + "/delivery", Map.of()).status()).isEqualTo(409);
    assertThat(post(shipment + "/dispatch", Map.of()).status()).isEqualTo(204);
    awaitStatus(order, "SHIPPED");
    assertThat(post(shipment + "/delivery", Map.of()).status()).isEqualTo(204);
    awaitStatus(order, "DELIVERED");
    await().untilAsserted(() -> assertThat(reserved(tea)).isZero());

    var back =
        Map.of("lines", List.of(Map.of("sku", mug, "quantity", 1, "disposition", "RESTOCK")));
    var path = "/api/orders/" + order + "/returns";
    assertThat(post(path, back, "Idempotency-Key", "r1").status()).isEqualTo(201);
    assertThat(post(path, back, "Idempotency-Key", "r1").status()).isEqualTo(201);
    var again = post(path, back, "Idempotency-Key", "r2");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body().path("rule").asString()).isEqualTo("return-a-line-once");
    await().untilAsserted(() -> assertThat(moneyKept(order)).isEqualByComparingTo("13.00"));
    await()
        .untilAsserted(
            () ->
                assertThat(query("{stockLevel(sku: \"" + mug + "\") {onHand reserved}}").toString())
                    .contains("\"onHand\":10")
                    .contains("\"reserved\":0"));
    assertThat(status(order)).isEqualTo("PARTLY_RETURNED");
  }

  @Test
  void a_declined_payment_cancels_the_order() {
    var sku = product("A-", "3.00", 5);
    assertUndone(place("tok_declined", Map.of(sku, 1)), sku, "PAYMENT");
  }

  @Test
  void a_sku_out_of_stock_releases_the_other_lines_and_the_money() {
    var plenty = product("A-", "3.00", 5);
    var none = product("B-", "4.00", 0);
    var order = place("tok_visa", Map.of(plenty, 2, none, 1));
    assertUndone(order, plenty, "STOCK");
  }

  @Test
  void a_refused_carrier_releases_goods_and_money() {
    var anvil = product("REFUSED-", "3.00", 5);
    assertUndone(place("tok_visa", Map.of(anvil, 1)), anvil, "CARRIER");
  }

  @Test
  void a_failed_capture_releases_carrier_goods_and_money() {
    var sku = product("A-", "3.00", 5);
    assertUndone(place("tok_capture_fails", Map.of(sku, 1)), sku, "PAYMENT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OrderPlaced",
        "PaymentAuthorized",
        "StockReserved",
        "CarrierBookingRequested",
        "CarrierBooked",
        "PaymentCaptureRequested",
        "PaymentCaptured",
        "OrderConfirmed",
        "PickingStarted"
      })
  void a_cancellation_after_any_step_ends_with_nothing_held_and_nothing_taken(String step) {
    var sku = product("A-", "3.00", 5);
    var order = place("tok_visa", Map.of(sku, 2));
    var uuid = order.replace("order-", "");
    await()
        .pollInterval(Duration.ofMillis(2))
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                jdbc.queryForObject(
                        "select count(*) from event_log.domain_event where payload_type like ?"
                            + " and (stream like ? or payload ->> 'orderId' = ?)",
                        Integer.class,
                        "%." + step,
                        "%" + uuid,
                        order)
                    > 0);
    cancel(order);
    assertUndone(order, sku, "CUSTOMER");
  }

  @Test
  void a_cancellation_after_dispatch_loses_and_the_order_stays_shipped() {
    var sku = product("A-", "3.00", 5);
    var order = place("tok_visa", Map.of(sku, 1));
    awaitStatus(order, "PICKING");
    post("/api/shipments/" + order.replace("order-", "shipment-") + "/dispatch", Map.of());
    cancel(order);
    awaitStatus(order, "SHIPPED");
    assertThat(moneyKept(order)).isEqualByComparingTo("3.00");
  }

  @Test
  void time_travel_shows_what_was_true_then() {
    var sku = product("A-", "3.00", 5);
    var order = place("tok_visa", Map.of(sku, 1));
    awaitStatus(order, "PICKING");
    cancel(order);
    awaitStatus(order, "CANCELLED");
    var timeline =
        query(
                "{orderTimeline(orderId: \""
                    + order
                    + "\") {edges {node {type at version stream actor}}}}")
            .path("orderTimeline")
            .path("edges");
    var captured = "";
    for (var edge : timeline) {
      if (edge.path("node").path("type").asString().equals("PaymentCaptured")) {
        captured = edge.path("node").path("at").asString();
      }
      assertThat(edge.path("node").path("actor").asString()).isNotEmpty();
    }
    var then =
        query(
            "{order(id: \"%s\", asOf: \"%s\") {status payment {captured {amount}}}}"
                .formatted(order, captured));
    assertThat(then.toString()).contains("TAKING_PAYMENT").contains("3.00");
    var first = query("{order(id: \"%s\", atVersion: 0) {status}}".formatted(order));
    assertThat(first.toString()).contains("PROCESSING_PAYMENT");
    var before =
        query("{order(id: \"%s\", asOf: \"2020-01-01T00:00:00Z\") {status}}".formatted(order));
    assertThat(before.path("order").isNull()).isTrue();
  }

  @Test
  void a_timeline_inside_an_order_knows_no_more_than_the_order() {
    var sku = product("A-", "3.00", 5);
    var order = place("tok_visa", Map.of(sku, 1));
    awaitStatus(order, "PICKING");
    var first =
        query(
            "{order(id: \"%s\", atVersion: 0) {timeline {edges {node {type}}}}}".formatted(order));
    assertThat(first.toString()).contains("OrderPlaced").doesNotContain("PaymentAuthorized");
    var now = query("{order(id: \"%s\") {timeline {edges {node {type}}}}}".formatted(order));
    assertThat(now.toString()).contains("OrderConfirmed");
  }

  @Test
  void the_list_of_orders_shows_their_lines_and_what_came_back() {
    var tea = product("TEA-", "6.50", 10);
    var customer = "customer-of-" + tea;
    var body = new java.util.HashMap<>(order("tok_visa", Map.of(tea, 3)));
    body.put("customerId", customer);
    var order =
        post("/api/orders", body, "Idempotency-Key", UUID.randomUUID().toString())
            .body()
            .path("orderId")
            .asString();
    awaitStatus(order, "PICKING");
    var shipment = "/api/shipments/" + order.replace("order-", "shipment-");
    post(shipment + "/dispatch", Map.of());
    awaitStatus(order, "SHIPPED");
    post(shipment + "/delivery", Map.of());
    awaitStatus(order, "DELIVERED");
    var back =
        Map.of("lines", List.of(Map.of("sku", tea, "quantity", 1, "disposition", "WRITE_OFF")));
    post("/api/orders/" + order + "/returns", back, "Idempotency-Key", "r1");
    await()
        .untilAsserted(
            () ->
                assertThat(
                        query(
                                "{orders(customerId: \"%s\") {edges {node {lines {sku quantity returned}}}}}"
                                    .formatted(customer))
                            .toString())
                    .contains("\"quantity\":3,\"returned\":1"));
  }

  @Test
  void a_repeated_order_is_one_order_and_another_body_under_its_key_is_refused() {
    var sku = product("A-", "3.00", 5);
    var key = UUID.randomUUID().toString();
    var first = post("/api/orders", order("tok_visa", Map.of(sku, 1)), "Idempotency-Key", key);
    put("/api/products/" + sku + "/price", Map.of("price", pounds("9.99")));
    var second = post("/api/orders", order("tok_visa", Map.of(sku, 1)), "Idempotency-Key", key);
    assertThat(second).isEqualTo(first);
    var other = post("/api/orders", order("tok_visa", Map.of(sku, 2)), "Idempotency-Key", key);
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.body().path("rule").asString()).isEqualTo("idempotency-key-reused");
  }

  private void assertUndone(String order, String sku, String cause) {
    awaitStatus(order, "CANCELLED");
    assertThat(moneyKept(order)).isEqualByComparingTo("0");
    assertThat(reserved(sku)).isZero();
    await()
        .untilAsserted(
            () ->
                assertThat(query("{order(id: \"" + order + "\") {cancellationCause}}").toString())
                    .contains(cause));
  }
}
