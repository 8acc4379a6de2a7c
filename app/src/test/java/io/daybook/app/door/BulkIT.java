package io.daybook.app.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Many products, and many receipts, in one request: each line has its own outcome. */
class BulkIT extends PlatformForTests {
  private static final String PRODUCTS = "/api/products/bulk";
  private static final String RECEIPTS = "/api/stock/receipts/bulk";

  private final String prefix = "B" + UUID.randomUUID().toString().substring(0, 8) + "-";

  @Test
  void a_thousand_lines_share_commits_and_are_known_when_they_come_again() {
    var products = IntStream.range(0, 1_000).mapToObj(i -> product(i, "2.50")).toList();
    assertThat(statuses(bulk(PRODUCTS, products))).hasSize(1_000).containsOnly(201);
    assertThat(commits("ProductListed")).as("commits").isLessThan(1_000);
    var receipts = IntStream.range(0, 1_000).mapToObj(i -> receipt(i, "r", i + 1)).toList();
    assertThat(statuses(bulk(RECEIPTS, receipts))).containsOnly(204);
    assertThat(commits("StockReceived")).as("commits").isLessThan(1_000);
    await().until(() -> onHand(999) == 1_000);
    assertThat(onHand(0)).isEqualTo(1);
    var events = events();
    assertThat(statuses(bulk(PRODUCTS, products))).containsOnly(201);
    assertThat(statuses(bulk(RECEIPTS, receipts))).containsOnly(204);
    assertThat(events()).isEqualTo(events);
  }

  @Test
  void a_bad_line_is_told_what_it_would_be_told_alone_and_harms_no_other() {
    assertThat(post("/api/products", product(0, "2.50")).status()).isEqualTo(201);
    var bad =
        List.<Object>of(
            product(0, "9.99"), // listed before, otherwise
            with(product(100, "2.50"), "name", ""),
            with(product(100, "2.50"), "name", "x".repeat(201)),
            with(product(100, "2.50"), "sku", "no sku"),
            with(product(100, "2.50"), "sku", 5),
            with(product(100, "2.50"), "surplus", 1),
            with(product(100, "2.50"), "price", pounds("2.505")),
            with(product(100, "2.50"), "price", pounds("0")),
            with(product(100, "2.50"), "price", Map.of("amount", "1", "currency", "XTS")),
            with(product(100, "2.50"), "price", Map.of("amount", "1", "currency", "ISK")),
            Map.of("sku", prefix + 100),
            Map.of());
    var lines = new ArrayList<Object>();
    for (int i = 0; i < bad.size(); i++) {
      lines.add(bad.get(i));
      lines.add(product(i + 1, "2.50"));
    }
    var told = bulk(PRODUCTS, lines);
    for (int i = 0; i < bad.size(); i++) {
      var alone = post("/api/products", bad.get(i));
      var line = told.get(2 * i);
      assertThat(alone.status()).as("%s: %s", bad.get(i), alone).isBetween(400, 499);
      assertThat(line.path("status").asInt()).as("%s", bad.get(i)).isEqualTo(alone.status());
      assertThat(saidIn(line.path("problem"))).isEqualTo(saidIn(alone.body()));
      assertThat(line.has("version")).isFalse();
      assertThat(told.get(2 * i + 1).toString()).isEqualTo("{\"status\":201,\"version\":0}");
    }
    assertThat(post("/api/products", product(100, "2.50")).status()).isEqualTo(201);
  }

  @Test
  void a_bad_receipt_names_its_field_and_its_rule() {
    var lines = new ArrayList<Object>();
    lines.add(with(receipt(0, "r", 1), "quantity", 0));
    lines.add(with(receipt(0, "r", 1), "quantity", "1"));
    lines.add(with(receipt(0, "r", 1), "receiptId", " "));
    lines.add(Map.of("receiptId", "r", "quantity", 1));
    lines.add(null);
    lines.add(List.of());
    lines.add(receipt(0, "r", 1));
    var told = bulk(RECEIPTS, lines);
    assertThat(statuses(told)).containsExactly(400, 400, 400, 400, 400, 400, 204);
    assertThat(errors(told).subList(0, 4))
        .containsExactly(
            "quantity: min", "quantity: type", "receiptId: not-blank", "sku: not-null");
  }

  @Test
  void lines_for_one_thing_are_decided_in_the_order_of_the_request() {
    var products = List.of(product(0, "1.00"), product(0, "1.00"), product(0, "2.00"));
    assertThat(statuses(bulk(PRODUCTS, products))).containsExactly(201, 201, 409);
    var receipts =
        List.of(receipt(0, "a", 3), receipt(0, "a", 3), receipt(0, "a", 4), receipt(0, "b", 4));
    var told = bulk(RECEIPTS, receipts);
    assertThat(statuses(told)).containsExactly(204, 204, 422, 204);
    assertThat(told.get(2).path("problem").path("rule").asString()).isEqualTo("goods-note-reused");
    await().until(() -> onHand(0) == 7);
  }

  @ParameterizedTest
  @ValueSource(strings = {PRODUCTS, RECEIPTS})
  void too_many_lines_or_none_are_refused_as_a_whole(String path) {
    assertRefused(path, Map.of("lines", Collections.nCopies(1_001, product(0, "1.00"))), "lines");
    assertRefused(path, Map.of("lines", List.of()), "lines");
    assertRefused(path, Map.of(), "lines");
    assertRefused(path, Map.of("lines", product(0, "1.00")), "lines");
    assertRefused(path, Map.of("lines", List.of(product(0, "1.00")), "surplus", 1), "surplus");
    assertThat(send("POST", path, "[]").status()).isEqualTo(400);
    assertThat(send("POST", path, "{\"lines\":[{\"sku\":\"A\",\"sku\":\"A\"}]}").status())
        .isEqualTo(400);
    assertThat(send("POST", path, "{\"lines\":[\"" + "x".repeat(1 << 20) + "\"]}").status())
        .isEqualTo(413);
    assertThat(events()).isZero();
  }

  @Test
  void every_event_says_who_asked() {
    var lines = Map.of("lines", List.of(product(0, "1.00"), product(1, "1.00")));
    assertThat(post(PRODUCTS, lines, "Authorization", bearer("ada"), "X-Actor", "eve").status())
        .isEqualTo(200);
    assertThat(
            jdbc.queryForList(
                "select metadata ->> 'actor' from event_log.domain_event where stream like ?",
                String.class,
                "%" + prefix + "%"))
        .containsExactly("ada", "ada");
  }

  private List<JsonNode> bulk(String path, List<?> lines) {
    var body = new LinkedHashMap<String, Object>();
    body.put("lines", lines);
    var answer = post(path, body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.body().path("lines").valueStream().toList();
  }

  private void assertRefused(String path, Map<String, Object> body, String field) {
    var answer = post(path, body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.body().path("errors").path(0).path("field").asString()).isEqualTo(field);
  }

  /** All of a problem but which request it is of; the rules of several fields have no order. */
  private static List<String> saidIn(JsonNode problem) {
    var said = new ArrayList<String>();
    problem
        .properties()
        .forEach(
            part -> {
              if (part.getKey().equals("errors")) {
                part.getValue().forEach(error -> said.add("error: " + error));
              } else if (!List.of("instance", "traceId").contains(part.getKey())) {
                said.add(part.toString());
              }
            });
    Collections.sort(said);
    return said;
  }

  private static List<Integer> statuses(List<JsonNode> lines) {
    return lines.stream().map(line -> line.path("status").asInt()).toList();
  }

  private static List<String> errors(List<JsonNode> lines) {
    return lines.stream()
        .map(line -> line.path("problem").path("errors").path(0))
        .map(error -> error.path("field").asString("") + ": " + error.path("rule").asString(""))
        .toList();
  }

  private Map<String, Object> product(int number, String price) {
    return Map.of("sku", prefix + number, "name", "Thing " + number, "price", pounds(price));
  }

  private Map<String, Object> receipt(int number, String id, int quantity) {
    return Map.of("sku", prefix + number, "receiptId", id, "quantity", quantity);
  }

  private static Map<String, Object> with(Map<String, Object> line, String field, Object value) {
    var changed = new LinkedHashMap<>(line);
    changed.put(field, value);
    return changed;
  }

  /** Transactions that have written events of a type. */
  private long commits(String type) {
    return jdbc.queryForObject(
        """
        select count(distinct xmin::text) from event_log.domain_event
         where stream like ? and payload_type like '%.' || ?
        """,
        Long.class, "%" + prefix + "%", type);
  }

  private long events() {
    return jdbc.queryForObject(
        "select count(*) from event_log.domain_event where stream like ?",
        Long.class,
        "%" + prefix + "%");
  }

  private long onHand(int number) {
    return query("{stockLevel(sku: \"" + prefix + number + "\") {onHand}}")
        .path("stockLevel")
        .path("onHand")
        .asLong(-1);
  }
}
