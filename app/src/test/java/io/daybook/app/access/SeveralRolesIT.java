package io.daybook.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import io.daybook.web.access.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Somebody who is a customer and of the warehouse has the orders of anybody behind those doors that
 * let the warehouse in, and own ones behind all others.
 */
class SeveralRolesIT extends PlatformForTests {
  private static final String BOTH = bearer("bob", Role.CUSTOMER, Role.WAREHOUSE);

  private String sku;
  private String order;

  @BeforeEach
  void ada_orders() {
    sku = product("BOTH-", "3.00", 50);
    order = place("tok_visa", Map.of(sku, 1));
    awaitStatus(order, "PICKING");
  }

  @Test
  void anothers_order_is_not_there_for_what_the_warehouse_may_not_do() {
    var address = order("tok_visa", Map.of()).get("deliveryAddress");
    assertThat(asBoth("PUT", page() + "/address", address).status()).isEqualTo(404);
    var reason = Map.of("reason", "mine");
    assertThat(asBoth("POST", page() + "/cancellation", reason).status()).isEqualTo(404);
    assertThat(place("ada").status()).isEqualTo(400);
    assertThat(status(order)).isEqualTo("PICKING");
  }

  @Test
  void what_the_warehouse_may_do_is_done_for_anybody() {
    assertThat(asBoth("GET", page(), "").status()).isEqualTo(200);
    var dispatch = "/api/shipments/" + order.replace("order-", "shipment-") + "/dispatch";
    assertThat(asBoth("POST", dispatch, Map.of()).status()).isLessThan(300);
  }

  @Test
  void own_orders_are_placed_and_cancelled_as_by_any_customer() {
    var placed = place("bob");
    assertThat(placed.status()).isEqualTo(201);
    var own = placed.body().path("orderId").asString();
    var cancelled =
        asBoth("POST", "/api/orders/" + own + "/cancellation", Map.of("reason", "mine"));
    assertThat(cancelled.status()).isEqualTo(202);
  }

  @Test
  void each_field_of_a_query_is_a_door_of_its_own() {
    await()
        .until(
            () ->
                !query("{orderTimeline(orderId: \"" + order + "\") {edges {cursor}}}")
                    .path("orderTimeline")
                    .path("edges")
                    .isEmpty());
    var told =
        data(
            """
            {order(id: "%1$s") {id timeline {edges {cursor}}}
             orderTimeline(orderId: "%1$s") {edges {cursor}}
             fulfilment(orderId: "%1$s") {step}}
            """
                .formatted(order));
    assertThat(told.path("order").path("id").asString()).isEqualTo(order);
    assertThat(told.path("fulfilment").path("step").asString()).isNotEmpty();
    assertThat(told.path("order").path("timeline").path("edges")).isEmpty();
    assertThat(told.path("orderTimeline").path("edges")).isEmpty();
  }

  private String page() {
    return "/api/orders/" + order;
  }

  private Reply place(String customer) {
    var body = new HashMap<>(order("tok_visa", Map.of(sku, 1)));
    body.put("customerId", customer);
    var key = UUID.randomUUID().toString();
    return post("/api/orders", body, "Idempotency-Key", key, "Authorization", BOTH);
  }

  private Reply asBoth(String method, String path, Object body) {
    var text = method.equals("GET") ? "" : JSON.writeValueAsString(body);
    return send(method, path, text, "Authorization", BOTH);
  }

  private JsonNode data(String query) {
    var answer = answerTo(query, "Authorization", BOTH);
    assertThat(answer.has("errors")).as(answer.toString()).isFalse();
    return answer.path("data");
  }
}
