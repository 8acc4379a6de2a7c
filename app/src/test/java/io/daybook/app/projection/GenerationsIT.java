package io.daybook.app.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import io.daybook.app.access.IssuerForTests;
import io.daybook.web.access.Role;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;

/** A read model is built anew beside the live one, and what an operator may ask meanwhile. */
@DirtiesContext
class GenerationsIT extends PlatformForTests {
  private static final String CATALOG = "/api/operations/projections/catalog";

  @Autowired DataSource dataSource;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @AfterEach
  void nothingIsBeingBuilt() {
    post(CATALOG + "/cancel", Map.of());
  }

  @Test
  void queries_answer_in_full_while_a_rebuild_runs_and_what_happens_meanwhile_is_in_it()
      throws Exception {
    var sku = product("A-", "3.00", 100);
    var first = place("tok_visa", Map.of(sku, 1));
    awaitStatus(first, "PICKING");
    var ended = new AtomicBoolean();
    var asking = CompletableFuture.supplyAsync(() -> seesRowsVanish(ended));
    var placed = new ArrayList<String>();
    for (var model : List.of("order-history", "stock", "catalog", "fulfilment")) {
      placed.add(place("tok_visa", Map.of(sku, 1)));
      rebuild(model);
    }
    ended.set(true);
    assertThat(asking.get()).isFalse();
    for (var order : placed) {
      awaitStatus(order, "PICKING");
      await().untilAsserted(() -> assertThat(summaries(order)).isEqualTo(1));
    }
    assertThat(verify()).as(said.toString(StandardCharsets.UTF_8)).isZero();
  }

  /** Asks until it is ended. */
  private boolean seesRowsVanish(AtomicBoolean ended) {
    var most = 0;
    while (!ended.get()) {
      var rows =
          query(
              "{orders(first: 100) {edges {node {id}}} stockLevels(first: 100) {edges {cursor}}}");
      var now =
          rows.path("orders").path("edges").size() + rows.path("stockLevels").path("edges").size();
      if (now < most) {
        return true;
      }
      most = now;
    }
    return false;
  }

  private long summaries(String order) {
    return jdbc.queryForObject(
        "select count(*) from order_history_v2.order_summary where order_id = ?",
        Long.class,
        order);
  }

  @Test
  void a_second_rebuild_is_refused_and_the_first_can_be_paused_resumed_and_cancelled()
      throws SQLException {
    product("A-", "3.00", 1);
    var live = report().path("generation").asInt();
    try (var _ = heldLead(next())) {
      assertThat(post(CATALOG + "/rebuild", Map.of()).status()).isEqualTo(202);
      var refused = post(CATALOG + "/rebuild", Map.of());
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.body().path("type").asString()).endsWith("/one-rebuild-at-a-time");
      assertThat(post(CATALOG + "/pause", Map.of()).status()).isEqualTo(200);
      assertThat(post(CATALOG + "/pause", Map.of()).status()).isEqualTo(200);
      assertThat(building().path("state").asString()).isEqualTo("PAUSED");
      await().untilAsserted(() -> assertThat(owners()).isZero());
      assertThat(post(CATALOG + "/resume", Map.of()).status()).isEqualTo(200);
      await().untilAsserted(() -> assertThat(owners()).isPositive());
      assertThat(post(CATALOG + "/cancel", Map.of()).status()).isEqualTo(200);
      assertThat(post(CATALOG + "/cancel", Map.of()).status()).isEqualTo(409);
      assertThat(report().path("generation").asInt()).isEqualTo(live);
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                jdbc.queryForObject(
                        "select count(*) from pg_namespace where nspname = 'catalog_g"
                            + (next() - 1)
                            + "'",
                        Long.class)
                    == 0);
    rebuild("catalog");
  }

  @Test
  void a_poisonous_event_stops_the_rebuild_and_names_itself_and_the_live_generation_goes_on() {
    var sku = product("A-", "3.00", 1);
    var live = report().path("generation").asInt();
    var position =
        jdbc.queryForObject(
            "select position from event_log.domain_event where stream = 'product-' || ?",
            Long.class,
            sku);
    refuseInNewTables(sku);
    try {
      assertThat(post(CATALOG + "/rebuild", Map.of()).status()).isEqualTo(202);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> building().path("state").asString().equals("FAILED"));
    } finally {
      jdbc.execute("drop event trigger poison");
    }
    var failure = building().path("failure");
    assertThat(failure.path("position").asLong()).isEqualTo(position);
    assertThat(failure.path("event").asString()).isEqualTo("ProductListed");
    assertThat(failure.path("cause").asString()).contains("poison");
    var other = product("B-", "3.00", 1);
    await().until(() -> !query("{product(sku: \"" + other + "\") {sku}}").path("product").isNull());
    assertThat(report().path("generation").asInt()).isEqualTo(live);
    assertThat(report().path("deadLetters").asInt()).isZero();
    var failed = building().path("generation").asInt();
    jdbc.execute("alter table catalog_g%d.product drop constraint poison".formatted(failed));
    assertThat(post(CATALOG + "/resume", Map.of()).status()).isEqualTo(200);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> report().path("generation").asInt() == failed);
  }

  private void refuseInNewTables(String sku) {
    jdbc.execute(
        """
        create or replace function poison() returns event_trigger language plpgsql as $$
        declare made record;
        begin
          for made in select object_identity from pg_event_trigger_ddl_commands()
                       where object_identity like 'catalog_g%%.product' and object_type = 'table' loop
            execute format('alter table %%s add constraint poison check (sku <> ''%s'')', made.object_identity);
          end loop;
        end $$;
        create event trigger poison on ddl_command_end when tag in ('CREATE TABLE') execute function poison()
        """
            .formatted(sku));
  }

  @Test
  void progress_is_told_over_graphql_and_as_metrics() throws SQLException {
    product("A-", "3.00", 1);
    try (var _ = heldLead(next())) {
      assertThat(post(CATALOG + "/rebuild", Map.of()).status()).isEqualTo(202);
      var rows =
          query(
              "{projections {name generation version state phase position target eventsPerSecond"
                  + " secondsLeft nodes}}");
      assertThat(
              rows.path("projections")
                  .valueStream()
                  .map(
                      one ->
                          one.path("name").asString()
                              + " "
                              + one.path("state").asString()
                              + " "
                              + one.path("phase").asString()))
          .contains("catalog BUILDING LOADING", "stock LIVE FOLLOWING");
      for (var metric :
          List.of("lag", "building.left", "building.rate", "building.failed", "differing")) {
        assertThat(
                send(
                        "GET",
                        "/actuator/metrics/daybook.projection."
                            + metric
                            + "?tag=projection:catalog",
                        "")
                    .status())
            .as(metric)
            .isEqualTo(200);
      }
    }
  }

  private int verify() {
    System.setProperty("daybook.token", IssuerForTests.token("operator", Role.OPERATOR));
    return VerifyProjectionsCommand.run(List.of("--url", "http://localhost:" + port), out());
  }

  private PrintStream out() {
    return new PrintStream(said, true, StandardCharsets.UTF_8);
  }

  private JsonNode report() {
    return send("GET", CATALOG, "").body();
  }

  private JsonNode building() {
    return report().path("generations").valueStream().reduce((_, later) -> later).orElseThrow();
  }

  private long owners() {
    return jdbc.queryForObject(
        "select count(owner) from event_log.token_entry where processor_name = 'catalog_g' || ?",
        Long.class,
        building().path("generation").asInt());
  }

  private int next() {
    return jdbc.queryForObject(
            "select max(number) from projection.generation where model = 'catalog'", Integer.class)
        + 1;
  }

  /** Nobody leads the next building of the catalogue on, until it is closed. */
  private Connection heldLead(int number) throws SQLException {
    var connection = dataSource.getConnection();
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute(
          "select pg_advisory_xact_lock(4714, hashtext('catalog_g%d'))".formatted(number));
    }
    return connection;
  }
}
