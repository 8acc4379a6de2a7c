package io.daybook.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.projection.PoisonForTests;
import io.daybook.web.access.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The token of a payment is in the log and goes to the provider, and is told to nobody: an order
 * with a token that is found anywhere is looked for in every answer that somebody may ask for.
 */
class TokenNowhereIT extends PoisonForTests {
  private static final String TOKEN = "tok_once_MARKER-" + UUID.randomUUID();
  private static final String[] AS_AUDITOR = {"Authorization", bearer("aud", Role.AUDITOR)};
  private static final String[] AS_OPERATOR = {"Authorization", bearer("ops", Role.OPERATOR)};
  private static final int DEEP = 6;

  private String order;

  @Test
  void no_answer_of_graphql_has_the_token() {
    var sku = product("MARK-", "3.00", 10);
    order = refusedByTheProvider(sku);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> asked("orderTimeline").contains("OrderCancelled"));
    var correlation =
        jdbc.queryForObject(
            "select metadata ->> 'correlation_id' from event_log.domain_event where stream = ? limit 1",
            String.class,
            order);
    var schema =
        post("/graphql", Map.of("query", INTROSPECTION)).body().path("data").path("__schema");
    var types = new HashMap<String, JsonNode>();
    schema.path("types").forEach(type -> types.put(type.path("name").asString(), type));
    var seen = new HashSet<String>();
    for (var field : types.get("Query").path("fields")) {
      var name = field.path("name").asString();
      var arguments = ARGUMENTS.get(name);
      assertThat(arguments).as("how the test asks for " + name).isNotNull();
      var query =
          "{"
              + name
              + arguments.formatted(order, sku, correlation)
              + selection(field.path("type"), types, DEEP)
              + "}";
      for (var who : List.of(AS_AUDITOR, AS_OPERATOR)) {
        var answer = post("/graphql", Map.of("query", query), who).body().toString();
        assertThat(answer).as(name).doesNotContain(TOKEN).doesNotContain("TOO_");
        if (answer.contains("***")) {
          seen.add(name);
        }
      }
    }
    assertThat(seen)
        .as("where the payload is shown")
        .contains("orderTimeline", "auditLog", "causalTree");
  }

  @Test
  void no_dead_letter_has_the_token() {
    refuse("order_history_v2.order_summary", "customer_id <> '" + mallory + "'");
    var body = new HashMap<>(order(TOKEN, Map.of(product("MARK-", "3.00", 10), 1)));
    body.put("customerId", mallory);
    post("/api/orders", body, "Idempotency-Key", UUID.randomUUID().toString());
    awaitLettersUpTo("OrderPlaced");
    var letters = letters(ORDERS);
    assertThat(letters).isNotEmpty();
    var shown = new ArrayList<String>();
    for (var letter : letters) {
      for (var who : List.of(AS_AUDITOR, AS_OPERATOR)) {
        shown.add(send("GET", letter(letter), "", who).body().toString());
      }
    }
    shown.add(letters.toString());
    assertThat(shown.toString()).contains("***").doesNotContain(TOKEN);
    accept("order_history_v2.order_summary");
    post(ORDERS + "/dead-letters/retry", Map.of());
  }

  @Test
  void no_list_of_the_operations_has_the_token() {
    order = refusedByTheProvider(product("MARK-", "3.00", 10));
    var lists =
        List.of(
            "/api/operations/projections",
            ORDERS,
            ORDERS + "/dead-letters",
            "/api/operations/processors",
            "/api/operations/reconciliations",
            "/api/operations/log/verification");
    for (var path : lists) {
      for (var who : List.of(AS_AUDITOR, AS_OPERATOR)) {
        assertThat(send("GET", path, "", who).body().toString()).as(path).doesNotContain(TOKEN);
      }
    }
  }

  /** {@code %1$s} is the order, {@code %2$s} the SKU, {@code %3$s} the request. */
  private static final Map<String, String> ARGUMENTS =
      Map.ofEntries(
          Map.entry("order", "(id: \"%1$s\")"),
          Map.entry("orderDiff", "(id: \"%1$s\", from: {atVersion: 0})"),
          Map.entry("orders", "(first: 5)"),
          Map.entry("orderTimeline", "(orderId: \"%1$s\", first: 20)"),
          Map.entry("stockLevel", "(sku: \"%2$s\")"),
          Map.entry("stockLevels", "(first: 5)"),
          Map.entry("stockReservations", "(sku: \"%2$s\", first: 5)"),
          Map.entry("stockMovements", "(sku: \"%2$s\", first: 5)"),
          Map.entry("product", "(sku: \"%2$s\")"),
          Map.entry("products", "(first: 5)"),
          Map.entry("productVersions", "(sku: \"%2$s\", first: 5)"),
          Map.entry("fulfilment", "(orderId: \"%1$s\")"),
          Map.entry("fulfilments", "(first: 5)"),
          Map.entry("fulfilmentStatistics", ""),
          Map.entry("node", "(id: \"%1$s\")"),
          Map.entry("stepTimes", "(from: \"2026-01-01\", to: \"2026-12-31\")"),
          Map.entry(
              "orderStatuses",
              "(from: \"2026-01-01T00:00:00Z\", to: \"2026-01-02T00:00:00Z\", points: 2)"),
          Map.entry("shopAt", ""),
          Map.entry("sales", "(from: \"2026-01-01\", to: \"2026-01-02\", first: 5)"),
          Map.entry("funnel", "(from: \"2026-01-01\", to: \"2026-01-02\")"),
          Map.entry("reasons", "(from: \"2026-01-01\", to: \"2026-01-02\", first: 5)"),
          Map.entry("auditLog", "(first: 100)"),
          Map.entry("causalTree", "(correlationId: \"%3$s\")"),
          Map.entry("shopTotals", ""),
          Map.entry("logPosition", ""),
          Map.entry("logSeal", ""),
          Map.entry("projections", ""));

  private static final String INTROSPECTION =
      """
      {__schema {types {name kind fields {name args {name type {kind}}
        type {kind name ofType {kind name ofType {kind name ofType {kind name}}}}}}}}
      """;

  /** Its token may be used once, and the provider quotes it when it says so. */
  private String refusedByTheProvider(String sku) {
    var first = place(TOKEN, Map.of(sku, 1));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> List.of("PICKING", "CANCELLED").contains(status(first)));
    var second = place(TOKEN, Map.of(sku, 1));
    awaitStatus(second, "CANCELLED");
    return second;
  }

  private String asked(String field) {
    var query = "{orderTimeline(orderId: \"" + order + "\") {edges {node {type}}}}";
    return query(query).path(field).toString();
  }

  /** All fields of a type, down to plain values. */
  private static String selection(JsonNode type, Map<String, JsonNode> types, int deep) {
    var named = type;
    while (named.path("name").isNull() || named.path("name").isMissingNode()) {
      named = named.path("ofType");
    }
    var fields = types.get(named.path("name").asString()).path("fields");
    if (!fields.isArray() || fields.isEmpty()) {
      return "";
    }
    var all = new StringBuilder();
    for (var field : fields) {
      var isNested = !plain(field.path("type"), types);
      if (!isNested || (deep > 0 && !Set.of("timeline").contains(field.path("name").asString()))) {
        all.append(' ').append(field.path("name").asString());
        all.append(isNested ? selection(field.path("type"), types, deep - 1) : "");
      }
    }
    return " {" + all + "}";
  }

  private static boolean plain(JsonNode type, Map<String, JsonNode> types) {
    return selection(type, types, -1).isEmpty();
  }
}
