package io.daybook.app.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Where {@code Location} leads, and what entity tags promise. */
class PagesIT extends PlatformForTests {

  @Test
  void the_location_of_an_order_says_at_once_how_far_it_is_and_what_may_be_asked_for() {
    var sku = product("A-", "3.00", 9);
    var body = JSON.writeValueAsString(order("tok_visa", Map.of(sku, 2)));
    var placed =
        exchange("POST", "/api/orders", body, "Idempotency-Key", UUID.randomUUID().toString());
    assertThat(placed.headers().firstValue("ETag")).hasValue("\"0\"");
    var location = placed.headers().firstValue("Location").orElseThrow();
    var first = json(get(location));
    assertThat(first.path("total").path("amount").asString()).isEqualTo("6.00");
    assertThat(first.path("lines").path(0).path("quantity").asInt()).isEqualTo(2);
    assertThat(first.path("links").path("self").path("href").asString()).isEqualTo(location);

    awaitPage(location, "PICKING");
    var cancel = json(get(location)).path("links").path("cancel");
    assertThat(cancel.path("method").asString()).isEqualTo("POST");
    var timeline = json(get(location)).path("links").path("timeline").path("query").asString();
    await().until(() -> query(timeline).toString().contains("PaymentCaptured"));

    var reason = JSON.writeValueAsString(Map.of("reason", "r"));
    var cancelled = exchange("POST", cancel.path("href").asString(), reason);
    assertThat(cancelled.statusCode()).isEqualTo(202);
    assertThat(cancelled.headers().firstValue("Location")).hasValue(location);
    awaitPage(location, "CANCELLED");
    assertThat(json(get(location)).path("links").has("cancel")).isFalse();
  }

  @Test
  void the_page_of_an_order_changes_when_its_payment_does() {
    var sku = product("A-", "3.00", 9);
    var location = "/api/orders/" + place("tok_visa", Map.of(sku, 1));
    awaitPage(location, "PICKING");
    var tag = tag(get(location));
    assertThat(tag).matches("\"\\d+\\.\\d+\"");
    assertThat(get(location, "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(get(location, "If-None-Match", "W/" + tag).statusCode()).isEqualTo(304);
    assertThat(get(location, "If-None-Match", version(tag)).statusCode()).isEqualTo(200);

    var shipment = location.replace("/api/orders/order-", "/api/shipments/shipment-");
    assertThat(post(shipment + "/dispatch", Map.of()).status()).isEqualTo(204);
    awaitPage(location, "SHIPPED");
    assertThat(get(location, "If-None-Match", tag).statusCode()).isEqualTo(200);
    var lines = Map.of("sku", sku, "quantity", 1, "disposition", "WRITE_OFF");
    var back = Map.of("lines", java.util.List.of(lines));
    assertThat(post(location + "/returns", back, "Idempotency-Key", "b").status()).isEqualTo(201);
    var taken = get(location);
    assertThat(json(taken).path("lines").path(0).path("returned").asInt()).isEqualTo(1);
    // The refund is in the payment's stream: the order's version stays, its page does not.
    await()
        .untilAsserted(
            () -> {
              var refunded = get(location);
              assertThat(tag(refunded)).isNotEqualTo(tag(taken));
              assertThat(version(tag(refunded))).isEqualTo(version(tag(taken)));
            });
  }

  @Test
  void a_command_is_carried_out_only_at_the_version_that_it_asks_for() {
    var sku = product("A-", "3.00", 9);
    var path = "/api/products/" + sku;
    var tag = tag(get(path));
    assertThat(reprice(path, "4.00", "If-Match", tag).statusCode()).isEqualTo(204);
    var stale = reprice(path, "5.00", "If-Match", tag);
    assertThat(stale.statusCode()).isEqualTo(412);
    assertThat(stale.body()).contains("problems/precondition-failed").contains("\"version\":1");
    // The first answer may have been lost: what is asked for is so already.
    assertThat(reprice(path, "4.00", "If-Match", tag).statusCode()).isEqualTo(204);
    assertThat(reprice(path, "5.00", "If-Match", "\"7\", \"1\"").statusCode()).isEqualTo(204);
    assertThat(reprice(path, "6.00", "If-Match", "*").statusCode()).isEqualTo(204);
    assertThat(reprice(path, "7.00", "If-Match", "W/\"3\"").statusCode()).isEqualTo(412);
    assertThat(reprice(path, "7.00", "If-Match", "\"of another\"").statusCode()).isEqualTo(400);
    assertThat(reprice(path, "7.00", "If-Match", "\"another\"").statusCode()).isEqualTo(412);
    assertThat(reprice(path, "7.00", "If-Match", "3").statusCode()).isEqualTo(400);
    assertThat(json(get(path)).path("price").path("amount").asString()).isEqualTo("6.00");
    var missing = reprice("/api/products/NOT-" + sku, "7.00", "If-Match", "*");
    assertThat(missing.statusCode()).isEqualTo(404);
  }

  @Test
  void orders_stock_and_shipments_have_versions_too() {
    var sku = product("A-", "3.00", 9);
    var order = place("tok_visa", Map.of(sku, 1));
    awaitPage("/api/orders/" + order, "PICKING");
    var shipment = "/api/shipments/" + order.replace("order-", "shipment-") + "/dispatch";
    var cancellation = "/api/orders/" + order + "/cancellation";
    var count = "/api/stock/" + sku + "/adjustments";
    var counted = JSON.writeValueAsString(Map.of("countedOnHand", 7, "reason", "r"));
    var reason = JSON.writeValueAsString(Map.of("reason", "r"));
    String[] never = {"If-Match", "\"4711\""};
    assertThat(exchange("POST", shipment, "", never).statusCode()).isEqualTo(412);
    assertThat(exchange("POST", cancellation, reason, never).statusCode()).isEqualTo(412);
    assertThat(exchange("POST", count, counted, never).statusCode()).isEqualTo(412);
    assertThat(exchange("POST", count, counted, "If-Match", "*").statusCode()).isEqualTo(204);
    assertThat(exchange("POST", shipment, "", "If-Match", "*").statusCode()).isEqualTo(204);
    var new1 = "/api/stock/NEW-" + sku + "/receipts";
    var receipt = JSON.writeValueAsString(Map.of("receiptId", "r", "quantity", 1));
    assertThat(exchange("POST", new1, receipt, "If-Match", "*").statusCode()).isEqualTo(412);
    var bulk = "{\"lines\": [{\"sku\": \"" + sku + "\", \"receiptId\": \"x\", \"quantity\": 1}]}";
    assertThat(exchange("POST", "/api/stock/receipts/bulk", bulk, "If-Match", "*").body())
        .contains("one-thing");
  }

  @Test
  void of_many_who_change_the_same_version_at_the_same_time_one_does() throws Exception {
    var sku = product("A-", "3.00", 0);
    var path = "/api/products/" + sku;
    var gate = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(30)) {
      var answers =
          IntStream.range(0, 30)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            gate.await();
                            return reprice(path, "9." + (10 + i), "If-Match", "\"0\"").statusCode();
                          }))
              .toList();
      gate.countDown();
      var changed = 0;
      for (var answer : answers) {
        assertThat(answer.get()).isIn(204, 412);
        changed += answer.get() == 204 ? 1 : 0;
      }
      assertThat(changed).isEqualTo(1);
    }
    assertThat(json(get(path)).path("version").asLong()).isEqualTo(1);
  }

  @Test
  void what_was_never_placed_or_listed_has_no_page() {
    assertThat(get("/api/orders/order-" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    assertThat(get("/api/orders/nonsense").statusCode()).isEqualTo(400);
    assertThat(get("/api/products/NEVER").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> reprice(String path, String price, String... headers) {
    var body = JSON.writeValueAsString(Map.of("price", pounds(price)));
    return exchange("PUT", path + "/price", body, headers);
  }

  private HttpResponse<String> get(String path, String... headers) {
    return exchange("GET", path, "", headers);
  }

  private void awaitPage(String path, String status) {
    await().until(() -> json(get(path)).path("status").asString(), status::equals);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static String tag(HttpResponse<String> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  private static String version(String tag) {
    return tag.replaceFirst("\\.\\d+", "");
  }
}
