package io.daybook.app.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** GraphQL as its specification of HTTP has it, and lists as Relay's has them. */
class GraphQlOverHttpIT extends PlatformForTests {
  private static final String GRAPHQL = "application/graphql-response+json";

  @Test
  void who_accepts_its_own_type_is_told_by_the_status_too() {
    var good = ask("{__typename}", GRAPHQL);
    assertThat(good.statusCode()).isEqualTo(200);
    assertThat(good.headers().firstValue("Content-Type").orElse("")).startsWith(GRAPHQL);
    for (var bad : List.of("{", "{nonsense}", "query($x: Int!) {__typename}")) {
      var answer = ask(bad, GRAPHQL);
      assertThat(answer.statusCode()).as(bad + answer.body()).isEqualTo(400);
      assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(GRAPHQL);
      assertThat(JSON.readTree(answer.body()).path("errors")).isNotEmpty();
      assertThat(ask(bad, "application/json").statusCode()).as(bad).isEqualTo(200);
    }
  }

  @Test
  void a_node_is_found_by_its_id() {
    var sku = product("N-", "3.00", 5);
    var order = place("tok_visa", Map.of(sku, 1));
    await()
        .untilAsserted(
            () ->
                assertThat(node("product-" + sku).path("name").asString())
                    .isEqualTo("Thing " + sku));
    assertThat(node(order).path("__typename").asString()).isEqualTo("Order");
    assertThat(node(order).path("id").asString()).isEqualTo(order);
    assertThat(node("order-" + UUID.randomUUID()).isNull()).isTrue();
    var bad = post("/graphql", Map.of("query", "{node(id: \"x\") {id}}"));
    assertThat(bad.body().path("errors").toString()).contains("BAD_REQUEST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders(customerId: \"%s\" ",
        "orders(customerId: \"%s\", sort: ORDERED_AT_ASC ",
        "orders(customerId: \"%s\", asOf: \"2999-01-01T00:00:00Z\" "
      })
  void a_list_is_the_same_forward_and_backward(String list) {
    var customer = "c" + UUID.randomUUID();
    var sku = product("B-", "3.00", 50);
    for (int n = 0; n < 7; n++) {
      var body = new HashMap<>(order("tok_visa", Map.of(sku, 1)));
      body.put("customerId", customer);
      body.put("orderedAt", "2010-01-0" + (1 + n / 2) + "T00:00:00Z"); // some at the same time
      var placed = post("/api/orders", body, "Idempotency-Key", UUID.randomUUID().toString());
      assertThat(placed.status()).isEqualTo(201);
    }
    var asked = list.formatted(customer);
    await().until(() -> keys(query("{" + asked + ", first: 9) {edges {node {id}}}}")).size() == 7);
    var forward = new ArrayList<String>();
    var page = page(asked, "first: 3");
    assertThat(page.path("pageInfo").path("hasPreviousPage").asBoolean()).isFalse();
    forward.addAll(ids(page));
    while (page.path("pageInfo").path("hasNextPage").asBoolean()) {
      page = page(asked, "first: 3, after: " + page.path("pageInfo").path("endCursor"));
      forward.addAll(ids(page));
    }
    assertThat(forward).hasSize(7).doesNotHaveDuplicates();
    var backward = new ArrayList<List<String>>();
    page = page(asked, "last: 3");
    assertThat(page.path("pageInfo").path("hasNextPage").asBoolean()).isFalse();
    backward.add(ids(page));
    while (page.path("pageInfo").path("hasPreviousPage").asBoolean()) {
      page = page(asked, "last: 3, before: " + page.path("pageInfo").path("startCursor"));
      backward.add(ids(page));
    }
    Collections.reverse(backward);
    assertThat(backward.stream().flatMap(List::stream)).containsExactlyElementsOf(forward);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orderTimeline(orderId: \"%1$s\" ",
        "stockMovements(sku: \"%2$s\" ",
        "auditLog(stream: \"stock-%2$s\" ",
        "productVersions(sku: \"%2$s\" ",
        "stockLevels(skus: [\"%2$s\"] ",
        "products(search: \"thing %2$s\" ",
        "fulfilments(phase: CONFIRMED ",
        "sales(from: \"2000-01-01\", to: \"2000-12-31\" ",
        "reasons(from: \"2000-01-01\", to: \"2000-12-31\" "
      })
  void every_list_can_be_read_from_its_end(String list) {
    var sku = product("E-", "3.00", 50);
    var order = place("tok_visa", Map.of(sku, 1));
    awaitStatus(order, "PICKING");
    var asked = list.formatted(order, sku);
    await()
        .untilAsserted(
            () -> {
              var all = cursors(asked, "first: 100");
              assertThat(cursors(asked, "last: 100")).isEqualTo(all);
              if (all.size() > 1) {
                var last = all.getLast();
                assertThat(cursors(asked, "last: 1")).containsExactly(last);
                assertThat(cursors(asked, "last: 1, before: \"" + last + "\""))
                    .containsExactly(all.get(all.size() - 2));
              }
            });
  }

  @Test
  void products_are_found_by_a_part_of_their_names() {
    var sku = product("S-", "3.00", 0);
    await()
        .untilAsserted(() -> assertThat(found("HING " + sku.toLowerCase())).containsExactly(sku));
    assertThat(found("thing % " + sku)).isEmpty();
    assertThat(found("thing _" + sku.substring(1))).isEmpty();
  }

  private List<String> found(String search) {
    var page = query("{products(search: \"" + search + "\") {edges {node {sku}}}}");
    return page.path("products")
        .path("edges")
        .valueStream()
        .map(edge -> edge.path("node").path("sku").asString())
        .toList();
  }

  private List<String> cursors(String asked, String page) {
    return query("{list: " + asked + ", " + page + ") {edges {cursor}}}")
        .path("list")
        .path("edges")
        .valueStream()
        .map(edge -> edge.path("cursor").asString())
        .toList();
  }

  private JsonNode page(String asked, String page) {
    var info = "pageInfo {hasNextPage hasPreviousPage startCursor endCursor}";
    return query("{list: " + asked + ", " + page + ") {edges {node {id}} " + info + "}}")
        .path("list");
  }

  private static List<String> keys(JsonNode data) {
    return ids(data.iterator().next());
  }

  private static List<String> ids(JsonNode page) {
    return page.path("edges")
        .valueStream()
        .map(edge -> edge.path("node").path("id").asString())
        .toList();
  }

  private JsonNode node(String id) {
    return query(
            "{node(id: \""
                + id
                + "\") {__typename id ... on Product {name} ... on Order {status}}}")
        .path("node");
  }

  private HttpResponse<String> ask(String query, String accept) {
    var body = JSON.writeValueAsString(Map.of("query", query));
    return exchange("POST", "/graphql", body, "Accept", accept);
  }
}
