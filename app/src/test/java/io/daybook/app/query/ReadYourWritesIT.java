package io.daybook.app.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.app.PlatformForTests;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Whoever has changed something can ask for an answer that knows of it. */
@TestPropertySource(
    properties = {
      "daybook.query.connections=3",
      "daybook.query.connection-within=300ms",
      "daybook.query.wait-within=3s",
      "daybook.query.wait-at-once=4"
    })
class ReadYourWritesIT extends PlatformForTests {
  private static final String POSITION = "Daybook-Position";

  @Test
  void a_list_that_waits_for_the_position_of_an_order_has_the_order() {
    var sku = product("A-", "3.00", 1_000);
    for (int i = 0; i < 20; i++) {
      var customer = "c-" + UUID.randomUUID();
      var placed = placeFor(customer, sku, UUID.randomUUID().toString());
      var orders =
          query(
              "{orders(customerId: \"%s\", minPosition: %d) {edges {node {id}}}}"
                  .formatted(customer, position(placed)));
      assertThat(orders.toString())
          .contains(JSON.readTree(placed.body()).path("orderId").asString());
    }
  }

  @Test
  void every_command_tells_its_position_and_the_header_of_a_query_is_waited_for() {
    var sku = product("A-", "3.00", 10);
    var renamed = exchange("PUT", "/api/products/" + sku + "/name", "{\"name\": \"Renamed\"}");
    assertThat(recorded(position(renamed))).isEqualTo("ProductRenamed product-" + sku);
    var asked =
        exchange(
            "POST",
            "/graphql",
            JSON.writeValueAsString(Map.of("query", "{product(sku: \"" + sku + "\") {name}}")),
            POSITION,
            Long.toString(position(renamed)));
    assertThat(asked.body()).contains("Renamed");
  }

  @Test
  void many_lines_tell_the_position_of_the_last_of_them() {
    var skus = List.of("B-" + UUID.randomUUID(), "B-" + UUID.randomUUID());
    var lines =
        skus.stream()
            .map(sku -> Map.of("sku", sku, "name", "Thing", "price", pounds("1.00")))
            .toList();
    var listed =
        exchange("POST", "/api/products/bulk", JSON.writeValueAsString(Map.of("lines", lines)));
    for (var sku : skus) {
      assertThat(positionOf("product-" + sku)).isLessThanOrEqualTo(position(listed));
    }
  }

  @Test
  void a_repeated_request_tells_a_position_that_knows_of_the_first() {
    var sku = product("A-", "3.00", 10);
    var customer = "c-" + UUID.randomUUID();
    var key = UUID.randomUUID().toString();
    var first = placeFor(customer, sku, key);
    var again = placeFor(customer, sku, key);
    assertThat(position(again)).isGreaterThanOrEqualTo(position(first));
    assertThat(again.body()).isEqualTo(first.body());
  }

  @Test
  void what_does_not_come_in_time_is_not_yet_and_the_lag_is_told() {
    var head = query("{logPosition {position}}").path("logPosition").path("position").asLong();
    var error = errorOf("{stockLevels(minPosition: %d) {edges {cursor}}}".formatted(head + 1_000));
    assertThat(error.path("code").asString()).isEqualTo("NOT_YET");
    assertThat(error.path("wanted").asLong()).isEqualTo(head + 1_000);
    assertThat(error.path("lag").asLong())
        .isEqualTo(head + 1_000 - error.path("reached").asLong())
        .isPositive();
  }

  @Test
  void those_who_wait_hold_no_connection_and_are_only_so_many() throws Exception {
    var waiting = new ArrayList<Future<JsonNode>>();
    try (var callers = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        waiting.add(
            callers.submit(() -> errorOf("{products(minPosition: 99999999999) {edges {cursor}}}")));
      }
      for (int i = 0; i < 20; i++) {
        assertThat(query("{products {edges {cursor}}}").has("products")).isTrue();
      }
    }
    for (var one : waiting) {
      assertThat(one.get().path("code").asString()).isEqualTo("NOT_YET");
    }
  }

  @Test
  void a_header_that_is_no_position_is_refused() {
    var body = JSON.writeValueAsString(Map.of("query", "{logPosition {position}}"));
    var reply = exchange("POST", "/graphql", body, POSITION, "yesterday");
    assertThat(reply.body()).contains("BAD_REQUEST").contains(POSITION);
  }

  private HttpResponse<String> placeFor(String customer, String sku, String key) {
    var body = new HashMap<>(order("tok_visa", Map.of(sku, 1)));
    body.put("customerId", customer);
    return exchange("POST", "/api/orders", JSON.writeValueAsString(body), "Idempotency-Key", key);
  }

  private static long position(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
    return Long.parseLong(response.headers().firstValue(POSITION).orElseThrow());
  }

  private String recorded(long position) {
    return jdbc.queryForObject(
        """
        select substring(payload_type from '[A-Za-z]*$') || ' ' || stream
          from event_log.domain_event where position = ?
        """,
        String.class,
        position);
  }

  private long positionOf(String stream) {
    return jdbc.queryForObject(
        "select max(position) from event_log.domain_event where stream = ?", Long.class, stream);
  }

  private JsonNode errorOf(String query) {
    return post("/graphql", Map.of("query", query))
        .body()
        .path("errors")
        .path(0)
        .path("extensions");
  }
}
