package io.daybook.app.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import io.daybook.eventstore.testing.PrincipalForTests;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.inventory.ReceiveStock;
import io.daybook.schema.inventory.RestockGoods;
import io.daybook.schema.inventory.StockItemId;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.ReturnId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A request with an identity of its caller's does its work once: the same again is answered as
 * before, and something else under the same identity is refused, however much has happened since.
 */
class RepetitionsIT extends PlatformForTests {
  /** More than an aggregate remembers. */
  private static final int MANY = 2_100;

  CommandGateway commands;

  @Autowired
  void sendCommandsThrough(CommandBus bus) {
    commands = PrincipalForTests.gateway(bus);
  }

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

  @Test
  void a_delivery_note_and_a_return_are_known_for_ever() {
    var sku = product("A-", "3.00", 10);
    var id = new StockItemId(new Sku(sku));
    var back =
        new RestockGoods(id, new OrderId(UUID.randomUUID()), new ReturnId(UUID.randomUUID()), 3);
    commands.sendAndWait(back);
    var others =
        IntStream.range(0, MANY)
            .mapToObj(i -> commands.send(new ReceiveStock(id, "other-" + i, 1)))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(others).join();
    var path = "/api/stock/" + sku + "/receipts";
    assertThat(post(path, Map.of("receiptId", "r1", "quantity", 10)).status()).isEqualTo(204);
    var other = post(path, Map.of("receiptId", "r1", "quantity", 11));
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.body().path("rule").asString()).isEqualTo("goods-note-reused");
    commands.sendAndWait(back);
    await()
        .untilAsserted(
            () ->
                assertThat(query("{stockLevel(sku: \"" + sku + "\") {onHand}}").toString())
                    .contains("\"onHand\":" + (10 + 3 + MANY)));
  }

  @Test
  void of_many_who_bring_the_same_note_at_the_same_time_one_is_booked() {
    var sku = "RACE-" + UUID.randomUUID().toString().substring(0, 8);
    var note = new ReceiveStock(new StockItemId(new Sku(sku)), "r1", 7);
    var all =
        IntStream.range(0, 200)
            .mapToObj(_ -> commands.send(note))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(all).join();
    assertThat(
            jdbc.queryForList(
                """
                select payload_type from event_log.domain_event
                 where payload ->> 'sku' = ? order by position
                """,
                String.class,
                sku))
        .containsExactlyInAnyOrder(
            "io.daybook.schema.inventory.StockItemRegistered",
            "io.daybook.schema.inventory.StockReceived",
            "io.daybook.schema.inventory.GoodsNoteBooked");
  }
}
