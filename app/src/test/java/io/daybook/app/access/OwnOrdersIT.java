package io.daybook.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import io.daybook.web.access.Role;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Two customers: the orders of one do not exist for the other, by whatever door they are asked. */
class OwnOrdersIT extends PlatformForTests {
  private static final String ADA = bearer("ada", Role.CUSTOMER);
  private static final String BOB = bearer("bob", Role.CUSTOMER);

  private String sku;
  private String order;
  private String shipment;

  @BeforeEach
  void ada_orders() {
    sku = product("OWN-", "3.00", 50);
    var placed = placeAs(ADA, "ada", UUID.randomUUID().toString());
    assertThat(placed.status()).isEqualTo(201);
    order = placed.body().path("orderId").asString();
    shipment = "/api/shipments/" + order.replace("order-", "shipment-");
    awaitStatus(order, "PICKING");
  }

  @Test
  void a_command_to_anothers_order_is_answered_as_to_one_that_is_not() {
    var none = "order-" + UUID.randomUUID();
    var address = order("tok_visa", Map.of()).get("deliveryAddress");
    var paths = Map.of("/address", address, "/cancellation", Map.of("reason", "mine"));
    paths.forEach(
        (path, body) -> {
          var method = path.equals("/address") ? "PUT" : "POST";
          var theirs = as(BOB, method, "/api/orders/" + order + path, body);
          var nobodys = as(BOB, method, "/api/orders/" + none + path, body);
          assertThat(theirs.status()).isEqualTo(404).isEqualTo(nobodys.status());
          assertThat(withoutTrace(theirs.body()).replace(order, none))
              .isEqualTo(withoutTrace(nobodys.body()));
        });
    assertThat(status(order)).isEqualTo("PICKING");
    assertThat(
            as(ADA, "POST", "/api/orders/" + order + "/cancellation", Map.of("reason", "x"))
                .status())
        .isEqualTo(202);
    awaitStatus(order, "CANCELLED");
  }

  /** Each request has a trace of its own. */
  private static String withoutTrace(JsonNode problem) {
    return ((ObjectNode) problem).without("traceId").toString();
  }

  @Test
  void a_customer_places_for_nobody_else() {
    var refused = placeAs(BOB, "ada", UUID.randomUUID().toString());
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("errors").path(0).path("field").asString())
        .isEqualTo("customerId");
  }

  @Test
  void two_customers_with_one_key_have_two_orders_and_each_has_one() {
    var key = UUID.randomUUID().toString();
    var adas = placeAs(ADA, "ada", key).body().path("orderId").asString();
    var bobs = placeAs(BOB, "bob", key).body().path("orderId").asString();
    assertThat(adas).startsWith("order-").isNotEqualTo(bobs);
    var again = placeAs(ADA, "ada", key);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body().path("orderId").asString()).isEqualTo(adas);
    var clerks = placeAs(bearer("carla", Role.CLERK), "ada", key).body();
    assertThat(clerks.path("orderId").asString()).isNotIn(adas, bobs);
  }

  @Test
  void no_query_tells_a_customer_of_anothers_order() {
    var all =
        """
        {order(id: "%1$s") {id timeline {edges {cursor}}} fulfilment(orderId: "%1$s") {step}
         orderTimeline(orderId: "%1$s") {edges {cursor}}
         node(id: "%1$s") {id}
         ada: orders(customerId: "ada") {edges {node {id}}}
         bob: orders(customerId: "bob", first: 100) {edges {node {customerId}}}
         all: orders(first: 100) {edges {node {customerId}}}}
        """
            .formatted(order);
    var bobs = data(BOB, all);
    assertThat(bobs.path("order").isNull()).isTrue();
    assertThat(bobs.path("node").isNull()).isTrue();
    assertThat(bobs.path("fulfilment").isNull()).isTrue();
    assertThat(bobs.path("orderTimeline").path("edges")).isEmpty();
    assertThat(bobs.path("ada").path("edges")).isEmpty();
    assertThat(bobs.path("bob").toString()).doesNotContain("ada");
    assertThat(bobs.path("all").toString()).doesNotContain("ada");
    var own = data(ADA, all);
    assertThat(own.path("order").path("timeline").path("edges")).isNotEmpty();
    assertThat(own.path("fulfilment").path("step").asString()).isNotEmpty();
    assertThat(own.path("ada").toString()).contains(order);
    assertThat(own.path("all").toString()).contains("ada").doesNotContain("bob");
    assertThat(own.path("bob").path("edges")).isEmpty();
  }

  @Test
  void what_is_inside_is_not_for_customers() {
    for (var hidden : List.of("actor", "origin {principal}", "payload", "correlationId")) {
      var answer = ask(ADA, timeline().replace("cursor", "node {" + hidden + "}"));
      assertThat(answer.path("errors").path(0).path("extensions").path("code").asString())
          .as(hidden)
          .isEqualTo("FORBIDDEN");
    }
    var audit = ask(ADA, "{auditLog {edges {cursor}}}");
    assertThat(audit.path("errors").path(0).path("extensions").path("code").asString())
        .isEqualTo("FORBIDDEN");
  }

  @Test
  void who_acted_for_whom_is_shown_to_those_who_work_here() {
    var clerk = bearer("carla", Role.CLERK);
    as(clerk, "POST", "/api/orders/" + order + "/cancellation", Map.of("reason", "she rang"));
    awaitStatus(order, "CANCELLED");
    var query =
        timeline().replace("cursor", "node {type actor origin {principal client onBehalfOf}}");
    var byType = new HashMap<String, JsonNode>();
    data(clerk, query)
        .path("orderTimeline")
        .path("edges")
        .forEach(edge -> byType.put(edge.path("node").path("type").asString(), edge.path("node")));
    var asked = byType.get("OrderCancellationRequested");
    assertThat(asked.path("actor").asString()).isEqualTo("carla");
    assertThat(asked.path("origin").path("principal").asString()).isEqualTo("carla");
    assertThat(asked.path("origin").path("client").asString()).isEqualTo("tests");
    assertThat(asked.path("origin").path("onBehalfOf").asString()).isEqualTo("ada");
    var done = byType.get("OrderCancelled");
    assertThat(done.path("actor").asString()).isEqualTo("carla");
    assertThat(done.path("origin").path("principal").asString()).isEqualTo("system:fulfilment");
    assertThat(done.path("origin").path("onBehalfOf").asString()).isEqualTo("ada");
    assertThat(byType.get("OrderPlaced").path("origin").path("onBehalfOf").isNull()).isTrue();
  }

  @Test
  void of_anothers_order_nothing_is_pushed() throws Exception {
    var fields =
        List.of(
            "orderChanged(id: \"%s\", fromPosition: 0) {order {id}}".formatted(order),
            "orderChanged(customerId: \"ada\", fromPosition: 0) {order {id}}",
            "fulfilmentChanged(orderId: \"%s\", fromPosition: 0) {type}".formatted(order));
    var adas = fields.stream().map(field -> new Pushed(port, ADA, field)).toList();
    var bobs = fields.stream().map(field -> new Pushed(port, BOB, field)).toList();
    try {
      for (var bob : bobs) {
        bob.opened().get(60, TimeUnit.SECONDS);
      }
      for (var ada : adas) {
        await().atMost(Duration.ofSeconds(30)).until(() -> !ada.told().isEmpty());
      }
      var before = adas.stream().map(ada -> ada.told().size()).toList();
      post(shipment + "/dispatch", Map.of());
      // What is pushed to both is pushed in the order of the log: Bob would have it by then.
      for (int i = 0; i < adas.size(); i++) {
        var told = adas.get(i).told();
        var first = before.get(i);
        await().atMost(Duration.ofSeconds(30)).until(() -> told.size() > first);
        assertThat(told.toString()).doesNotContain("errors");
        assertThat(bobs.get(i).told()).as(fields.get(i)).isEmpty();
      }
    } finally {
      adas.forEach(Pushed::close);
      bobs.forEach(Pushed::close);
    }
  }

  private String timeline() {
    return "{orderTimeline(orderId: \"" + order + "\") {edges {cursor}}}";
  }

  private Reply placeAs(String authorization, String customer, String key) {
    var body = new HashMap<>(order("tok_visa", Map.of(sku, 1)));
    body.put("customerId", customer);
    return post("/api/orders", body, "Idempotency-Key", key, "Authorization", authorization);
  }

  private Reply as(String authorization, String method, String path, Object body) {
    return send(method, path, JSON.writeValueAsString(body), "Authorization", authorization);
  }

  private JsonNode ask(String authorization, String query) {
    return answerTo(query, "Authorization", authorization);
  }

  private JsonNode data(String authorization, String query) {
    var answer = ask(authorization, query);
    assertThat(answer.has("errors")).as(answer.toString()).isFalse();
    return answer.path("data");
  }
}
