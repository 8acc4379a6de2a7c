package io.daybook.app.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;

/** Events that PostgreSQL itself refuses to post: they are set aside, and nothing else is. */
@DirtiesContext
class DeadLettersIT extends PoisonForTests {
  private static final String TOKEN = "select token from dead_letter.letter where id = ?";
  private static final String SET_TOKEN = "update dead_letter.letter set token = ? where id = ?";

  @AfterEach
  void nothingIsPoisonous() {
    accept("order_history_v2.order_summary");
    accept("stock_v1.stock_movement");
    accept("catalog_v1.product");
    for (var model : List.of("order-history", "stock", "catalog")) {
      post("/api/operations/projections/" + model + "/dead-letters/retry", Map.of());
      assertThat(letters("/api/operations/projections/" + model)).isEmpty();
    }
  }

  @Test
  void later_events_of_a_poisonous_order_wait_behind_it_until_a_retry_solves_it() {
    refuse("order_history_v2.order_summary", "customer_id <> '" + mallory + "'");
    var sku = product("A-", "3.00", 50);
    var bad = placeFor(mallory, sku);
    var good = place("tok_visa", Map.of(sku, 1));
    awaitStatus(good, "PICKING");
    var set = awaitLettersUpTo("PickingStarted");
    assertThat(rows("order_history_v2.order_summary", bad)).isZero();
    assertThat(rows("order_history_v2.timeline", bad)).isZero();
    assertThat(set).extracting(letter -> letter.path("sequence").asString()).containsOnly(bad);
    assertThat(set).extracting(letter -> letter.path("position").asLong()).isSorted();
    var head = set.getFirst();
    assertThat(head.path("event").asString()).isEqualTo("OrderPlaced");
    assertThat(head.path("orderId").asString()).isEqualTo(bad);
    assertThat(head.path("head").asBoolean()).isTrue();
    assertThat(head.path("cause").path("type").asString()).contains("DataIntegrityViolation");
    assertThat(head.path("cause").path("message").asString()).contains("poison");
    assertThat(set.subList(1, set.size()))
        .allMatch(letter -> !letter.path("head").asBoolean() && letter.path("cause").isNull());

    var inspected = send("GET", letter(head), "").body();
    assertThat(inspected.path("payload").path("customerId").asString()).isEqualTo(mallory);
    assertThat(inspected.path("metadata").path("actor").asString()).isEqualTo("ada");

    var failed = post(letter(set.getLast()) + "/retry", Map.of());
    assertThat(failed.status()).isEqualTo(200);
    assertThat(failed.body().path("solved").asBoolean()).isFalse();
    assertThat(failed.body().path("left").asInt()).isEqualTo(set.size());
    assertThat(failed.body().path("cause").path("type").asString())
        .contains("DataIntegrityViolation");
    var touched = letters(ORDERS).getFirst();
    assertThat(touched.path("since")).isEqualTo(head.path("since"));
    assertThat(time(touched, "lastTouched")).isAfter(time(head, "lastTouched"));

    accept("order_history_v2.order_summary");
    var solved = post(letter(set.getLast()) + "/retry", Map.of()).body();
    assertThat(solved.path("solved").asBoolean()).isTrue();
    assertThat(solved.path("left").asInt()).isZero();
    assertThat(status(bad)).isEqualTo("PICKING");
    assertSameAfterRebuild();
    cancel(bad);
    awaitStatus(bad, "CANCELLED");
    assertThat(letters(ORDERS)).isEmpty();
  }

  @Test
  void a_discarded_letter_is_gone_and_the_others_of_its_sequence_can_go_on() {
    refuse("order_history_v2.order_summary", "customer_id <> '" + mallory + "'");
    var bad = placeFor(mallory, product("A-", "3.00", 50));
    var head = awaitLettersUpTo("PickingStarted").getFirst();
    var unexplained = send("DELETE", letter(head), "");
    assertThat(unexplained.status()).isEqualTo(400);
    assertThat(unexplained.body().path("errors").path(0).path("field").asString())
        .isEqualTo("reason");
    assertThat(
            send("DELETE", letter(head) + "?reason=a+test", "", "Authorization", bearer("ops"))
                .status())
        .isEqualTo(204);
    assertThat(send("DELETE", letter(head) + "?reason=again", "").status()).isEqualTo(404);
    assertThat(send("GET", letter(head), "").status()).isEqualTo(404);
    var next = letters(ORDERS).getFirst();
    assertThat(next.path("head").asBoolean()).isTrue();
    assertThat(post(letter(next) + "/retry", Map.of()).body().path("solved").asBoolean()).isTrue();
    assertThat(rows("order_history_v2.order_summary", bad)).isZero();
    assertThat(rows("order_history_v2.timeline", bad)).isPositive();
  }

  @Test
  void a_letter_whose_place_in_the_log_cannot_be_read_is_listed_with_the_others() {
    refuse("order_history_v2.order_summary", "customer_id <> '" + mallory + "'");
    placeFor(mallory, product("A-", "3.00", 50));
    var head = awaitLettersUpTo("PickingStarted").getFirst();
    var id = head.path("id").asString();
    var token = jdbc.queryForObject(TOKEN, byte[].class, id);
    for (var unreadable : List.of("nonsense", "{\"position\": {}}")) {
      jdbc.update(SET_TOKEN, unreadable.getBytes(UTF_8), id);
      assertThat(letters(ORDERS).getFirst().path("position").isNull()).isTrue();
    }
    jdbc.update(SET_TOKEN, token, id);
    assertThat(letters(ORDERS).getFirst()).isEqualTo(head);
  }

  @Test
  void a_rebuild_takes_over_no_letters_and_a_rollback_finds_its_own_again() {
    refuse("order_history_v2.order_summary", "customer_id <> '" + mallory + "'");
    var bad = placeFor(mallory, product("A-", "3.00", 50));
    var before = awaitLettersUpTo("PickingStarted");
    rebuild(); // into tables that refuse nothing
    assertThat(letters(ORDERS)).isEmpty();
    assertThat(rows("order_history_v2.order_summary", bad)).isEqualTo(1);
    assertThat(post(ORDERS + "/rollback", Map.of()).status()).isEqualTo(200);
    assertThat(letters(ORDERS)).isEqualTo(before);
    assertThat(rows("order_history_v2.order_summary", bad)).isZero();
    assertThat(post(ORDERS + "/rollback", Map.of()).status()).isEqualTo(200);
    assertThat(rows("order_history_v2.order_summary", bad)).isEqualTo(1);
  }

  @Test
  void two_projections_fail_at_once_each_with_many_letters() {
    refuse("stock_v1.stock_movement", "sku not like 'P-%'");
    refuse("catalog_v1.product", "sku not like 'P-%'");
    var skus = IntStream.range(0, 12).mapToObj(_ -> product("P-", "1.00", 1)).toList();
    for (int n = 2; n <= 120; n++) {
      post(
          "/api/stock/" + skus.getLast() + "/receipts",
          Map.of("receiptId", "r" + n, "quantity", 1));
    }
    var other = product("A-", "1.00", 7);
    await().atMost(Duration.ofSeconds(60)).until(() -> onHand(other) == 7);
    var stock = "/api/operations/projections/stock";
    // each was registered and received goods once, the last one 119 times more
    await().atMost(Duration.ofSeconds(60)).until(() -> gauge("stock") == 12 + 12 + 119);
    await().atMost(Duration.ofSeconds(60)).until(() -> gauge("catalog") == 12);
    var all = letters(stock);
    assertThat(all).hasSize(12 + 12 + 119).doesNotHaveDuplicates();
    assertThat(all.stream().filter(letter -> letter.path("head").asBoolean())).hasSize(12);
    assertThat(letters("/api/operations/projections/catalog")).hasSize(12);

    accept("stock_v1.stock_movement");
    accept("catalog_v1.product");
    var newest = all.stream().filter(l -> skus.getLast().equals(sku(l))).findFirst().orElseThrow();
    var solved = post(stock + "/dead-letters/" + newest.path("id").asString() + "/retry", "");
    assertThat(solved.body().path("solved").asBoolean()).isTrue();
    assertThat(onHand(skus.getLast())).isEqualTo(120);
    var rest = post(stock + "/dead-letters/retry", Map.of()).body();
    assertThat(rest.path("sequences").asInt()).isEqualTo(11);
    assertThat(rest.path("solved").asInt()).isEqualTo(11);
    assertThat(rest.path("complete").asBoolean()).isTrue();
    assertThat(gauge("stock")).isZero();
  }

  @Test
  void what_does_not_exist_is_not_found_and_a_bad_page_is_named() {
    assertThat(send("GET", "/api/operations/projections/nonsense/dead-letters", "").status())
        .isEqualTo(404);
    var missing = post(ORDERS + "/dead-letters/nonsense/retry", Map.of());
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.body().path("type").asString()).endsWith("/not-found");
    for (var bad : List.of("limit=0", "limit=201", "limit=x", "after=x", "after=bm9uc2Vuc2U")) {
      var reply = send("GET", ORDERS + "/dead-letters?" + bad, "");
      assertThat(reply.status()).as(bad).isEqualTo(400);
      assertThat(reply.body().path("errors").path(0).path("field").asString())
          .isEqualTo(bad.substring(0, bad.indexOf('=')));
    }
  }

  private static String sku(JsonNode letter) {
    return letter.path("sequence").asString().replaceFirst("^stock-", "");
  }

  private static Instant time(JsonNode letter, String field) {
    return Instant.parse(letter.path(field).asString());
  }

  private long onHand(String sku) {
    return jdbc
        .queryForList("select on_hand from stock_v1.stock_level where sku = ?", Long.class, sku)
        .stream()
        .findFirst()
        .orElse(0L);
  }

  private double gauge(String projection) {
    var metric = "/actuator/metrics/daybook.projection.dead.letters?tag=projection:" + projection;
    return send("GET", metric, "").body().path("measurements").path(0).path("value").asDouble();
  }
}
