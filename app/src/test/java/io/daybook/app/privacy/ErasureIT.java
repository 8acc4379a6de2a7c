package io.daybook.app.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.privacy.PlatformThatRestarts.Reply;
import io.daybook.web.access.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Two customers order, and one of them is forgotten: a story in chapters. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ErasureIT {
  private static final String REASON = "Grund-Zweigwort";
  private static final List<String> MODELS =
      List.of("order-history", "stock", "catalog", "fulfilment", "audit", "analytics");

  @TempDir static Path directory;

  private PlatformThatRestarts shop;
  private String delivered;
  private String cancelled;
  private String ofGrace;
  private long before;

  @BeforeAll
  void open() {
    shop = new PlatformThatRestarts(outside(), "--daybook.privacy.settle=1s");
    shop.openWith("TEA");
  }

  @AfterAll
  void close() {
    shop.close();
  }

  @Test
  @Order(1)
  void nobody_is_erased_while_the_shop_works_on_an_order_or_there_is_a_hold() {
    delivered = shop.place("ada");
    shop.awaitStatus(delivered, "PICKING");
    assertThat(erase("ada")).satisfies(is(409, "fulfilment-open"));
    assertThat(shop.send("PUT", "/api/privacy/holds/ada", null, "officer").status()).isEqualTo(204);
    shop.deliver(delivered);
    assertThat(erase("ada")).satisfies(is(409, "customer-on-hold"));
    assertThat(shop.send("DELETE", "/api/privacy/holds/ada", null, "officer").status())
        .isEqualTo(204);
    assertThat(erase("nobody").status()).isEqualTo(404);
    var clerk =
        shop.send("POST", "/api/privacy/erasures", Map.of("customerId", "ada"), "c", Role.CLERK);
    assertThat(clerk.status()).isEqualTo(403);
  }

  @Test
  @Order(2)
  void nothing_personal_stands_in_clear_in_any_table_or_line() {
    ofGrace = shop.place("grace");
    shop.awaitStatus(ofGrace, "PICKING");
    shop.deliver(ofGrace);
    cancelled = shop.place("ada");
    shop.awaitStatus(cancelled, "PICKING");
    var elsewhere = new HashMap<>(PlatformThatRestarts.address("ada"));
    elsewhere.put("street", "Umzug-Zweigwort");
    assertThat(shop.send("PUT", "/api/orders/" + cancelled + "/address", elsewhere, "t").status())
        .isLessThan(300);
    await().until(() -> shop.street(cancelled).equals("Umzug-Zweigwort"));
    shop.post("/api/orders/" + cancelled + "/cancellation", Map.of("reason", REASON));
    shop.awaitStatus(cancelled, "CANCELLED");
    before = shop.query("{logPosition {position}}").path("logPosition").path("position").asLong();
    assertNothingIsInClear();
  }

  @Test
  @Order(3)
  void a_customer_is_handed_what_is_known() {
    var known = shop.get("/api/privacy/subjects/ada/export");
    assertThat(known.status()).isEqualTo(200);
    assertThat(known.body().path("orders")).hasSize(2);
    assertThat(known.body().toString())
        .contains("ada-Zweigwort", "Umzug-Zweigwort", REASON)
        .doesNotContain("grace-Zweigwort", "tok_visa", "enc:1:");
  }

  @Test
  @Order(4)
  void a_customer_is_erased_and_the_receipt_says_where_the_log_says_so() {
    shop.jdbc.execute("create table public.older as select * from privacy.subject_key");
    var begun = erase("ada");
    assertThat(begun.status()).as("%s", begun).isEqualTo(202);
    assertThat(erase("ada")).satisfies(is(409, "erasure-under-way"));
    var receipt = "/api/privacy/erasures/" + begun.body().path("id").asString();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> shop.get(receipt).body().path("state").asString().equals("DONE"));
    var done = shop.get(receipt).body();
    assertThat(done.path("position").asLong()).isGreaterThan(before);
    assertThat(done.path("orders").asInt()).isEqualTo(2);
    assertThat(done.path("ordersInClear").asInt()).isZero();
    assertThat(done.path("keys").asInt()).isEqualTo(1);
    await().untilAsserted(this::assertForgotten);
  }

  @Test
  @Order(5)
  void an_older_backup_of_the_keys_brings_nobody_back() {
    shop.stop();
    assertThat(
            shop.jdbc.update(
                """
                update privacy.subject_key now
                   set wrapped = older.wrapped, master = older.master, erased_at = null, closed_at = null
                  from public.older where older.key_id = now.key_id and now.erased_at is not null
                """))
        .isEqualTo(1);
    shop.settings.add("--daybook.privacy.four-eyes=true");
    shop.start();
    assertThat(
            shop.jdbc.queryForObject(
                "select count(*) from privacy.subject_key where subject = 'customer:ada' and wrapped is not null",
                Long.class))
        .isZero();
    assertForgotten();
  }

  @Test
  @Order(6)
  void everything_goes_on_afterwards() {
    for (var model : MODELS) {
      shop.rebuild(model);
      assertThat(shop.verified(model).path("outcome").asString()).as(model).isEqualTo("SAME");
    }
    assertForgotten();
    var verdict =
        shop.send("GET", "/api/operations/log/verification", null, "auditor", Role.AUDITOR).body();
    assertThat(verdict.path("intact").asBoolean()).as("%s", verdict).isTrue();
    assertThat(verdict.path("snapshots").path("differing")).as("%s", verdict).isEmpty();
    var back =
        shop.post(
            "/api/orders/" + delivered + "/returns",
            Map.of(
                "lines", List.of(Map.of("sku", "TEA", "quantity", 1, "disposition", "RESTOCK"))));
    assertThat(back.status()).as("%s", back).isLessThan(300);
    shop.awaitStatus(delivered, "RETURNED");
    assertThat(shop.jdbc.queryForObject("select count(*) from dead_letter.letter", Long.class))
        .isZero();
  }

  @Test
  @Order(7)
  void who_comes_back_is_known_from_then_on_only() {
    var again = shop.place("ada");
    assertThat(shop.street(again)).isEqualTo("Street of ada-Zweigwort");
    assertForgotten();
    assertNothingIsInClear();
  }

  @Test
  @Order(8)
  void a_customer_with_a_thousand_orders_is_erased_in_seconds() {
    var orders = 1_000;
    CancelledOrders.append(shop.context.getBean(EventStorageEngine.class), "many", orders);
    await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                shop.get("/api/privacy/subjects/many/export").body().path("orders").size()
                    == orders);
    var start = System.nanoTime();
    var asked = erase("many").body();
    assertThat(asked.path("state").asString()).isEqualTo("ASKED");
    var receipt = "/api/privacy/erasures/" + asked.path("id").asString();
    assertThat(shop.send("POST", receipt + "/confirmation", null, "officer"))
        .satisfies(is(409, "four-eyes"));
    assertThat(shop.send("POST", receipt + "/confirmation", null, "second").status())
        .isEqualTo(202);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> shop.get(receipt).body().path("state").asString().equals("DONE"));
    var took = Duration.ofNanos(System.nanoTime() - start);
    LoggerFactory.getLogger(ErasureIT.class).info("A customer with {} orders: {}", orders, took);
    assertThat(shop.get(receipt).body().path("orders").asInt()).isEqualTo(orders);
  }

  private void assertForgotten() {
    for (var order : List.of(delivered, cancelled)) {
      assertThat(shop.street(order)).isEqualTo("erased");
      var then =
          shop.query(
              "{order(id: \"%s\", atPosition: %d) {deliveryAddress {recipient country} total {amount}}}"
                  .formatted(order, before));
      assertThat(then.path("order").path("deliveryAddress").path("recipient").asString())
          .isEqualTo("erased");
      assertThat(then.path("order").path("total").path("amount").asString()).isEqualTo("3.00");
      assertThat(then.path("order").path("deliveryAddress").path("country").asString())
          .isEqualTo("GB");
    }
    assertThat(shop.get("/api/privacy/subjects/ada/export").body().toString())
        .doesNotContain("Umzug-Zweigwort", REASON);
    assertThat(shop.street(ofGrace)).isEqualTo("Street of grace-Zweigwort");
    assertThat(shop.get("/api/privacy/subjects/grace/export").body().toString())
        .contains("grace-Zweigwort");
  }

  private void assertNothingIsInClear() {
    var scan = new DatabaseScan(shop.jdbc);
    assertThat(scan.tablesWith("Zweigwort")).isEmpty();
    assertThat(scan.tablesWith("tok_visa")).isEmpty();
    assertThat(scan.tablesWith(delivered)).as("what a scan finds").isNotEmpty();
    assertThat(shop.logged()).isNotEmpty().noneMatch(line -> line.contains("Zweigwort"));
    assertThat(shop.logged()).noneMatch(line -> line.contains("tok_visa"));
    assertThat(outside()).exists().content().doesNotContain("Zweigwort", "tok_visa");
  }

  /** What the sandbox remembers by, which plays those who are told of addresses and cards. */
  private static Path outside() {
    return directory.resolve("sandbox.jsonl");
  }

  private Reply erase(String customer) {
    return shop.send(
        "POST", "/api/privacy/erasures", Map.of("customerId", customer), "officer", Role.PRIVACY);
  }

  private static java.util.function.Consumer<Reply> is(int status, String rule) {
    return reply -> {
      assertThat(reply.status()).as("%s", reply).isEqualTo(status);
      assertThat(reply.body().toString()).contains(rule);
    };
  }
}
