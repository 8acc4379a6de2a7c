package io.daybook.app.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;

/** Orders of one customer that PostgreSQL refuses to post, and what becomes of them over HTTP. */
public abstract class PoisonForTests extends PlatformForTests {
  protected static final String ORDERS = "/api/operations/projections/order-history";
  private static final List<String> ORDER_TABLES =
      List.of(
          "order_history_v2.order_summary",
          "order_history_v2.order_line",
          "order_history_v2.timeline");

  /** Another in each test: a rebuild finds the orders of all. */
  protected final String mallory = "mallory-" + UUID.randomUUID();

  /** Makes the live generation's table refuse what breaks a rule. */
  protected void refuse(String table, String rule) {
    jdbc.execute(
        "alter table %s add constraint poison check (%s) not valid"
            .formatted(tableBehind(table), rule));
  }

  protected void accept(String table) {
    jdbc.execute("alter table " + tableBehind(table) + " drop constraint if exists poison");
  }

  protected String placeFor(String customer, String sku) {
    var body = new HashMap<>(order("tok_visa", Map.of(sku, 1)));
    body.put("customerId", customer);
    var key = UUID.randomUUID().toString();
    return post("/api/orders", body, "Idempotency-Key", key, "Authorization", bearer("ada"))
        .body()
        .path("orderId")
        .asString();
  }

  protected List<JsonNode> awaitLettersUpTo(String event) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> letters(ORDERS).stream().anyMatch(l -> l.path("event").asString().equals(event)));
    return letters(ORDERS);
  }

  /** All letters of a projection, page by page. */
  protected List<JsonNode> letters(String projection) {
    var all = new ArrayList<JsonNode>();
    var after = "";
    while (after != null) {
      var page = send("GET", projection + "/dead-letters?limit=50" + after, "").body();
      page.path("letters").forEach(all::add);
      after = page.path("next").isNull() ? null : "&after=" + page.path("next").asString();
    }
    return all;
  }

  protected static String letter(JsonNode letter) {
    return ORDERS + "/dead-letters/" + letter.path("id").asString();
  }

  protected long rows(String table, String order) {
    return jdbc.queryForObject(
        "select count(*) from " + table + " where order_id = ?", Long.class, order);
  }

  protected void rebuild() {
    rebuild("order-history");
  }

  protected void assertSameAfterRebuild() {
    awaitRest();
    var before = ORDER_TABLES.stream().map(this::fingerprint).toList();
    rebuild();
    assertThat(ORDER_TABLES.stream().map(this::fingerprint).toList()).isEqualTo(before);
  }

  /** An earlier rebuild has come to its end: for a while nothing has changed. */
  private void awaitRest() {
    var seen = new AtomicReference<>(List.<String>of());
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              var now = ORDER_TABLES.stream().map(this::fingerprint).toList();
              return seen.getAndSet(now).equals(now);
            });
  }
}
