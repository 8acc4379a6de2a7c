package io.daybook.app.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.Daybook;
import io.daybook.app.books.Books;
import io.daybook.app.books.Outside;
import io.daybook.app.books.Web;
import io.daybook.eventstore.testing.PostgresForTests;
import io.daybook.sandbox.SandboxServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Release 0.1.0 was killed with orders in every state: under way in each call to the outside,
 * parked, shipped, returned. This release takes its database over, finishes what was open, and
 * proves the log.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpgradeIT {
  private static final List<String> MODELS =
      List.of("order-history", "stock", "catalog", "fulfilment");
  private static final List<String> TABLES =
      List.of(
          "order_history_v1.order_summary",
          "order_history_v1.order_line",
          // Without payloads: those of the earlier release are of its revisions.
          """
          (select order_id, position, stream, version, event_id, at, type, actor, correlation_id, causation_id
             from order_history_v1.timeline)\
          """,
          "stock_v1.stock_level",
          "stock_v1.stock_movement",
          "catalog_v1.product",
          "fulfilment_v1.fulfilment_progress");

  @TempDir static Path directory;

  private final PostgresForTests.Database database = OldDatabase.of("0.1.0");
  private JdbcTemplate jdbc;
  private ConfigurableApplicationContext platform;
  private List<String> before;

  @BeforeAll
  void start() {
    var memory = directory.resolve("sandbox.jsonl");
    OldDatabase.sandbox("0.1.0", memory);
    jdbc =
        new JdbcTemplate(
            new DriverManagerDataSource(database.url(), database.user(), database.password()));
    before = log();
    platform =
        new SpringApplicationBuilder(Daybook.class)
            .run(
                "--server.port=0",
                "--daybook.database=external",
                "--daybook.demo=false",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(),
                "--daybook.outside-world.sandbox-port=0",
                "--daybook.outside-world.sandbox-file=" + memory,
                "--daybook.reconciliation.cron=-",
                "--daybook.reconciliation.settled-after=0s",
                "--daybook.log.seal-every=1s");
    PostgresForTests.closeFirst(platform);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> get("/actuator/health/readiness").path("status").asString().equals("UP"));
    finish();
  }

  @AfterAll
  void stop() {
    platform.close();
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
    var seen = new AtomicReference<>(List.<String>of());
    await() // another test's events may still be on their way
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(30))
        .until(() -> fingerprints().equals(seen.getAndSet(fingerprints())));
    var live = fingerprints();
    for (var model : MODELS) {
      assertThat(post("/api/operations/projections/" + model + "/rebuild", Map.of()))
          .isLessThan(300);
    }
    for (var model : MODELS) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> get("/api/operations/projections/" + model).path("generation").asInt() == 2);
    }
    assertThat(fingerprints()).isEqualTo(live);
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

  /** Resumes what is parked, as an operator does, until nothing moves any more. */
  private void finish() {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              jdbc.queryForList(
                      "select distinct order_id from fulfilment_v1.parked_action", String.class)
                  .forEach(
                      order -> post("/api/operations/fulfilments/" + order + "/resume", Map.of()));
              assertThat(moving()).isEmpty();
            });
  }

  private List<String> moving() {
    return jdbc.queryForList(
        """
        select order_id || ' ' || step || ' ' || phase from fulfilment_v1.fulfilment_progress
         where phase in ('RUNNING', 'COMPENSATING')
        union all
        select order_id || ' ' || port || ' ' || coalesce(last_failure, 'is asked') from outside.call
         where done_at is null and (parked_at is null or action is not null)
        """,
        String.class);
  }

  private List<String> fingerprints() {
    return TABLES.stream()
        .map(
            table ->
                table
                    + jdbc.queryForObject(
                        "select coalesce(md5(string_agg(t::text, '' order by t::text)), 'empty')"
                            + " from "
                            + table
                            + " t",
                        String.class))
        .toList();
  }

  private List<String> log() {
    return jdbc.queryForList(
        "select e::text from event_log.domain_event e order by position", String.class);
  }

  private JsonNode get(String path) throws Exception {
    return Web.get(url(path));
  }

  private int post(String path, Object body) {
    return answer(path, body).statusCode();
  }

  private HttpResponse<String> answer(String path, Object body) {
    return Web.post(url(path), body);
  }

  private URI url(String path) {
    return URI.create(
        "http://localhost:%s%s"
            .formatted(platform.getEnvironment().getProperty("local.server.port"), path));
  }
}
