package io.daybook.app.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What hostile and what honest clients ask over GraphQL, and what they are told. */
class GraphQlIT extends PlatformForTests {

  @Test
  void a_page_with_an_order_that_an_operator_gave_up_is_shown() {
    var sku = product("A-", "3.00", 10);
    var order = place("tok_declined", Map.of(sku, 1));
    awaitStatus(order, "CANCELLED");
    var page = "{orders(first: 100) {edges {node {id cancellationCause}}}}";
    await().atMost(Duration.ofSeconds(30)).until(() -> isInTables(order));
    jdbc.update(
        "update order_history_v2.order_summary set cancellation_cause = 'OPERATOR' where order_id ="
            + " ?",
        order);
    assertThat(query(page).toString()).contains("OPERATOR");
  }

  @Test
  void graphiqls_documentation_is_there() throws IOException {
    var introspection =
        Files.readString(
            Path.of(
                "..", "query-side", "src", "test", "resources", "graphiql-introspection.graphql"),
            StandardCharsets.UTF_8);
    assertThat(query(introspection).path("__schema").path("types").size()).isGreaterThan(20);
  }

  @Test
  void what_costs_too_much_is_refused_with_its_code() {
    assertThat(code(aliases(11, "product(sku: \"A\") {sku}"))).isEqualTo("TOO_MANY_FIELDS");
    assertThat(code(aliases(10, "fulfilmentStatistics {started}"))).isEqualTo("TOO_COSTLY");
    assertThat(code("{products(first: 101) {edges {cursor}}}")).isEqualTo("BAD_REQUEST");
    assertThat(code("{products(first: -1) {edges {cursor}}}")).isEqualTo("BAD_REQUEST");
    var skus = IntStream.range(0, 101).mapToObj(i -> "\"S" + i + "\"").toList();
    assertThat(code("{stockLevels(skus: " + skus + ") {edges {cursor}}}")).isEqualTo("BAD_REQUEST");
    assertThat(code("{__schema {types {fields {type {fields {name}}}}}}")).isEqualTo("BAD_REQUEST");
  }

  @Test
  void what_is_too_large_is_refused_before_it_is_read() {
    var query = "{product(sku: \"" + "x".repeat(20_000) + "\") {sku}}";
    assertThat(code(query)).isEqualTo("TOO_LARGE");
    var variables = Map.of("sku", "x".repeat(20_001));
    var reply =
        post(
            "/graphql",
            Map.of(
                "query", "query Q($sku: ID!) {product(sku: $sku) {sku}}", "variables", variables));
    assertThat(code(reply.body())).isEqualTo("TOO_LARGE");
    var tokens = "{product(sku: \"A\") {" + "sku ".repeat(4_500) + "}}";
    assertThat(code(tokens)).isEqualTo("BAD_REQUEST");
  }

  @Test
  void several_queries_in_one_request_are_not_spoken_here() {
    var one = "{\"query\": \"{shopTotals {orders}}\"}";
    assertThat(send("POST", "/graphql", "[" + one + "," + one + "]").status()).isBetween(400, 499);
    assertThat(send("POST", "/graphql", "{\"query\": 5}").status()).isBetween(400, 499);
    assertThat(send("POST", "/graphql", "{}").status()).isBetween(400, 499);
  }

  private boolean isInTables(String order) {
    return jdbc.queryForObject(
            """
            select count(*) from order_history_v2.order_summary
             where order_id = ? and cancellation_cause is not null
            """,
            Long.class,
            order)
        == 1;
  }

  private String code(String query) {
    return code(post("/graphql", Map.of("query", query)).body());
  }

  private static String code(JsonNode body) {
    return body.path("errors").path(0).path("extensions").path("code").asString(body.toString());
  }

  private static String aliases(int count, String field) {
    return IntStream.range(0, count)
        .mapToObj(i -> "a" + i + ": " + field)
        .collect(Collectors.joining(" ", "{", "}"));
  }
}
