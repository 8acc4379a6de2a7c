package io.daybook.app.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.app.PlatformForTests;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A request with an identity of its caller's does its work once: the same again is answered as
 * before, and something else under the same identity is refused, however much has happened since.
 */
class RepetitionsIT extends PlatformForTests {
  /**
   * @param other what differs from the body; null where the identity is all that there is
   * @param refusal the answer to it
   */
  private record Repeated(
      String path, Map<String, Object> body, Map<String, Object> other, int refusal, String rule) {

    static Repeated nothingElse(String path) {
      return new Repeated(path, Map.of(), null, 0, "");
    }

    Repeated or(String field, Object value) {
      var changed = new HashMap<>(body);
      changed.put(field, value);
      return new Repeated(path, body, changed, refusal, rule);
    }

    Repeated without(String field) {
      var changed = new HashMap<>(body);
      changed.remove(field);
      return new Repeated(path, body, changed, refusal, rule);
    }
  }

  @TestFactory
  Stream<DynamicTest> the_same_is_answered_as_before_and_something_else_is_refused() {
    var sku = product("A-", "3.00", 20);
    var order = place("tok_visa", Map.of(sku, 2));
    awaitStatus(order, "PICKING");
    var shipment = "/api/shipments/" + order.replace("order-", "shipment-");
    return Stream.of(
            placing(sku).or("customerId", "eve"),
            placing(sku).or("paymentToken", "tok_other"),
            placing(sku).or("lines", List.of(Map.of("sku", sku, "quantity", 2))),
            placing(sku).or("orderedAt", "2010-12-02T08:26:00Z"),
            placing(sku).or("expectedTotal", pounds("4.00")),
            placing(sku).or("deliveryAddress", elsewhere()),
            placing(sku).without("orderedAt"),
            placing(sku).without("expectedTotal"),
            listing().or("name", "Another name"),
            listing().or("price", pounds("4.00")),
            receipt(sku).or("quantity", 6),
            Repeated.nothingElse(shipment + "/dispatch"),
            Repeated.nothingElse(shipment + "/delivery"),
            returning(order, sku).or("lines", lines(sku, 1, "WRITE_OFF")),
            returning(order, sku).or("lines", lines(sku, 2, "RESTOCK")))
        .map(one -> DynamicTest.dynamicTest(one.path() + " " + one.other(), () -> check(one)));
  }

  private void check(Repeated request) {
    String[] key = {"Idempotency-Key", "key-of-" + request.path() + request.body().hashCode()};
    var first = post(request.path(), request.body(), key);
    assertThat(first.status()).as(first.toString()).isBetween(200, 299);
    assertThat(post(request.path(), request.body(), key)).isEqualTo(first);
    if (request.other() != null) {
      var refused = post(request.path(), request.other(), key);
      assertThat(refused.status()).as(refused.toString()).isEqualTo(request.refusal());
      assertThat(refused.body().path("rule").asString()).isEqualTo(request.rule());
      assertThat(post(request.path(), request.body(), key)).isEqualTo(first);
    }
    if (request.path().endsWith("/delivery")) { // the order hears of it by the saga
      var shipment = request.path().split("/")[3];
      awaitStatus(shipment.replace("shipment-", "order-"), "DELIVERED");
    }
  }

  private static Map<String, String> elsewhere() {
    return Map.of(
        "recipient", "Ada",
        "street", "13 St James Square",
        "city", "London",
        "postalCode", "SW1Y",
        "country", "GB");
  }

  @Test
  void a_replayed_answer_says_so_and_a_refused_request_is_decided_anew() {
    var sku = product("A-", "3.00", 9);
    var body = JSON.writeValueAsString(order("tok_visa", Map.of(sku, 1)));
    String[] key = {"Idempotency-Key", "replay-" + sku};
    var refused = JSON.writeValueAsString(order("tok_visa", Map.of("NOT-" + sku, 1)));
    for (int i = 0; i < 2; i++) {
      assertThat(exchange("POST", "/api/orders", refused, key).statusCode()).isEqualTo(422);
    }
    var first = exchange("POST", "/api/orders", body, key);
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
    var again = exchange("POST", "/api/orders", body, key);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"));
    assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");

    var order = JSON.readTree(first.body()).path("orderId").asString();
    awaitStatus(order, "PICKING");
    post("/api/shipments/" + order.replace("order-", "shipment-") + "/dispatch", Map.of());
    awaitStatus(order, "SHIPPED");
    var back = JSON.writeValueAsString(Map.of("lines", lines(sku, 1, "RESTOCK")));
    var path = "/api/orders/" + order + "/returns";
    var taken = exchange("POST", path, back, key);
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
    assertThat(taken.headers().firstValue("Idempotent-Replayed")).isEmpty();
    var takenAgain = exchange("POST", path, back, key);
    assertThat(takenAgain.body()).isEqualTo(taken.body());
    assertThat(takenAgain.headers().firstValue("Idempotent-Replayed")).hasValue("true");
  }

  @Test
  void of_fifty_who_send_the_same_at_the_same_time_one_is_carried_out() throws Exception {
    var sku = product("A-", "3.00", 100);
    var body = JSON.writeValueAsString(order("tok_visa", Map.of(sku, 1)));
    String[] key = {"Idempotency-Key", "fifty-" + sku};
    var gate = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(50)) {
      var answers =
          IntStream.range(0, 50)
              .mapToObj(
                  _ ->
                      threads.submit(
                          () -> {
                            gate.await();
                            return exchange("POST", "/api/orders", body, key);
                          }))
              .toList();
      gate.countDown();
      var carriedOut = 0;
      for (var one : answers) {
        var answer = one.get();
        var replayed = answer.headers().firstValue("Idempotent-Replayed").isPresent();
        if (answer.statusCode() == 409) {
          assertThat(answer.body()).contains("request-still-running");
          assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        } else {
          assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
          carriedOut += replayed ? 0 : 1;
        }
      }
      assertThat(carriedOut).isEqualTo(1);
    }
    var order = exchange("POST", "/api/orders", body, key);
    var id = JSON.readTree(order.body()).path("orderId").asString();
    assertThat(
            jdbc.queryForObject(
                """
                select count(*) from event_log.domain_event
                 where stream = ? and payload_type like '%.OrderPlaced'
                """,
                Long.class, id))
        .isEqualTo(1);
  }

  private Repeated placing(String sku) {
    var body = new HashMap<>(order("tok_visa", Map.of(sku, 1)));
    body.put("orderedAt", "2010-12-01T08:26:00.123456789Z");
    body.put("expectedTotal", pounds("3.00"));
    body.put("customerId", "c" + UUID.randomUUID());
    return new Repeated("/api/orders", body, null, 422, "idempotency-key-reused");
  }

  private static Repeated listing() {
    var sku = "L-" + UUID.randomUUID().toString().substring(0, 8);
    var body = Map.<String, Object>of("sku", sku, "name", "A thing", "price", pounds("3.00"));
    return new Repeated("/api/products", body, null, 409, "product-already-listed");
  }

  private static Repeated receipt(String sku) {
    var body = Map.<String, Object>of("receiptId", "note " + UUID.randomUUID(), "quantity", 5);
    return new Repeated("/api/stock/" + sku + "/receipts", body, null, 422, "goods-note-reused");
  }

  private static Repeated returning(String order, String sku) {
    var path = "/api/orders/" + order + "/returns";
    var body = Map.<String, Object>of("lines", lines(sku, 1, "RESTOCK"));
    return new Repeated(path, body, null, 422, "idempotency-key-reused");
  }

  private static List<Object> lines(String sku, int quantity, String disposition) {
    return List.of(Map.of("sku", sku, "quantity", quantity, "disposition", disposition));
  }

  @Test
  void a_listing_is_recognized_after_its_price_has_moved() {
    var listing = listing();
    assertThat(post(listing.path(), listing.body()).status()).isEqualTo(201);
    var price = Map.of("price", pounds("9.00"));
    assertThat(put("/api/products/" + listing.body().get("sku") + "/price", price).status())
        .isEqualTo(204);
    assertThat(post(listing.path(), listing.body()).status()).isEqualTo(201);
  }
}
