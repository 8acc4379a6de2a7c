package io.daybook.app.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.books.Books;
import io.daybook.app.books.Outside;
import io.daybook.app.books.Web;
import io.daybook.sandbox.SandboxServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * Release 0.1.0 was killed with orders in every state: under way in each call to the outside,
 * parked, shipped, returned. This release takes its database over, finishes what was open, and
 * proves the log.
 */
class UpgradeIT extends UpgradedPlatform {
  private List<String> before;

  @BeforeAll
  void upgrade() {
    before = log();
    start();
    awaitReadModels();
    finish();
  }

  @Test
  void what_was_open_is_finished_and_the_books_agree() throws Exception {
    var outside = new Outside(platform.getBean(SandboxServer.class));
    var books = new Books(jdbc);
    books.everyAcknowledgedOrderHasEnded(
        jdbc.queryForList(
            "select distinct stream from event_log.domain_event where stream like 'order-%'",
            String.class));
    books.moneyAgrees(outside.intents());
    var goods = books.goods();
    goods.stockAgrees();
    goods.reservationsAgree();
    goods.shelvesAgree();
    books.shipmentsAgree(outside.bookings());
    books.nothingIsSetAside();
    assertThat(books.violations).isEmpty();
    assertThat(books.statuses())
        .containsEntry("PARTLY_RETURNED", 1L)
        .containsEntry("SHIPPED", 1L)
        .containsEntry("DELIVERED", 1L)
        .containsEntry("CANCELLED", 8L)
        .containsEntry("PICKING", 14L);
  }

  @Test
  void the_events_of_the_earlier_release_are_as_they_were_and_the_log_is_intact() {
    assertThat(log().subList(0, before.size())).isEqualTo(before);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              var verdict = get("/api/operations/log/verification");
              assertThat(verdict.path("intact").asBoolean()).isTrue();
              assertThat(verdict.path("sealedEvents").asLong()).isGreaterThan(before.size());
            });
  }

  @Test
  void read_models_are_the_same_when_they_are_built_anew() {
    assertReadModelsAreTheSameWhenTheyAreBuiltAnew();
  }

  @Test
  void the_tables_of_the_earlier_release_are_there_until_they_are_dropped() {
    var tables =
        "select count(*) from pg_tables where schemaname in ('order_history', 'stock', 'catalog',"
            + " 'fulfilment')";
    assertThat(jdbc.queryForObject(tables, Long.class)).isPositive();
    for (var model : MODELS) {
      assertThat(
              Web.delete(url("/api/operations/projections/" + model + "/generations/0"))
                  .statusCode())
          .isEqualTo(204);
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> jdbc.queryForObject(tables, Long.class) == 0);
  }

  @Test
  void delivery_notes_of_the_earlier_release_are_known() {
    var again = Map.of("receiptId", "note-1", "quantity", 100);
    var onHand = onHand();
    assertThat(post("/api/stock/OLD/receipts", again)).isLessThan(300);
    assertThat(post("/api/stock/OLD/receipts", Map.of("receiptId", "note-3", "quantity", 1)))
        .isLessThan(300);
    await().atMost(Duration.ofSeconds(30)).until(() -> onHand() == onHand + 1);
  }

  /** By events of their first revision, which knew of no wishes (ADR 19). */
  @Test
  void an_address_that_was_changed_before_stands() {
    var order =
        jdbc.queryForObject(
            "select stream from event_log.domain_event where payload_type like"
                + " '%.DeliveryAddressChanged'",
            String.class);
    var query =
        "{order(id: \"%s\") {status deliveryAddress {recipient street city postalCode country}}}"
            .formatted(order);
    var answer = JsonMapper.shared().readTree(answer("/graphql", Map.of("query", query)).body());
    var found = answer.path("data").path("order");
    assertThat(found.path("status").asString()).as(answer.toString()).isEqualTo("PICKING");
    assertThat(found.path("deliveryAddress").propertyStream().map(one -> one.getValue().asString()))
        .containsExactly("Ada King", "1 Ockham Park", "Ockham", "GU23 6NQ", "GB");
  }

  @Test
  void reconciliation_finds_what_it_had_found_and_nothing_else() {
    var id =
        JsonMapper.shared()
            .readTree(
                answer("/api/operations/reconciliations", Map.of("since", "2026-11-01T00:00:00Z"))
                    .body())
            .path("id")
            .asString();
    var report =
        await()
            .atMost(Duration.ofMinutes(1))
            .until(
                () -> get("/api/operations/reconciliations/" + id),
                answer -> !answer.path("outcome").asString().equals("RUNNING"));
    assertThat(report.path("outcome").asString()).isEqualTo("COMPLETE");
    assertThat(
            jdbc.queryForList(
                "select kind from reconciliation.discrepancy where settled_at is null",
                String.class))
        .containsExactly("PAYMENT_UNKNOWN_TO_US");
  }

  private long onHand() {
    return jdbc.queryForObject(
        "select on_hand from stock_v1.stock_level where sku = 'OLD'", Long.class);
  }

  private List<String> log() {
    return jdbc.queryForList(
        "select e::text from event_log.domain_event e order by position", String.class);
  }
}
