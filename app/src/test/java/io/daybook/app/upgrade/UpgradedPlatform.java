package io.daybook.app.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.Daybook;
import io.daybook.app.SettingsForTests;
import io.daybook.app.books.Web;
import io.daybook.eventstore.testing.PostgresForTests;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** This release on a database that release 0.1.0 has left when it was killed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UpgradedPlatform {
  static final List<String> MODELS = List.of("order-history", "stock", "catalog", "fulfilment");

  private static final List<String> TABLES =
      List.of(
          "order_history_v2.order_summary",
          "order_history_v2.order_line",
          // Without payloads: those of the earlier release are of its revisions.
          """
          (select order_id, position, stream, version, event_id, at, type, actor, correlation_id, causation_id
             from order_history_v2.timeline)\
          """,
          "stock_v1.stock_level",
          "stock_v1.stock_movement",
          "catalog_v1.product",
          "fulfilment_v2.fulfilment_progress",
          "fulfilment_v2.fulfilment_count",
          "fulfilment_v2.step_time");

  @TempDir static Path directory;

  final PostgresForTests.Database database = OldDatabase.of("0.1.0");
  final JdbcTemplate jdbc =
      new JdbcTemplate(
          new DriverManagerDataSource(database.url(), database.user(), database.password()));
  ConfigurableApplicationContext platform;

  void start() {
    var memory = directory.resolve("sandbox.jsonl");
    OldDatabase.sandbox("0.1.0", memory);
    var settings = new ArrayList<>(SettingsForTests.on(database, memory));
    settings.add("--daybook.reconciliation.settled-after=0s");
    settings.add("--daybook.log.seal-every=1s");
    platform = new SpringApplicationBuilder(Daybook.class).run(settings.toArray(String[]::new));
    PostgresForTests.closeFirst(platform);
  }

  @AfterAll
  void stop() {
    platform.close();
  }

  void awaitReadModels() {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> get("/actuator/health/readiness").path("status").asString().equals("UP"));
  }

  /** Resumes what is parked, as an operator does, until nothing moves any more. */
  void finish() {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              jdbc.queryForList(
                      "select distinct order_id from fulfilment_v2.parked_action", String.class)
                  .forEach(
                      order -> post("/api/operations/fulfilments/" + order + "/resume", Map.of()));
              assertThat(moving()).isEmpty();
            });
  }

  List<String> moving() {
    return jdbc.queryForList(
        """
        select order_id || ' ' || step || ' ' || phase from fulfilment_v2.fulfilment_progress
         where phase in ('RUNNING', 'COMPENSATING')
        union all
        select order_id || ' ' || port || ' ' || coalesce(last_failure, 'is asked') from outside.call
         where done_at is null and (parked_at is null or action is not null)
        """,
        String.class);
  }

  /** Builds all read models anew, and compares them with what they were. */
  void assertReadModelsAreTheSameWhenTheyAreBuiltAnew() {
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

  JsonNode get(String path) throws Exception {
    return Web.get(url(path));
  }

  int post(String path, Object body) {
    return answer(path, body).statusCode();
  }

  HttpResponse<String> answer(String path, Object body) {
    return Web.post(url(path), body);
  }

  URI url(String path) {
    return URI.create(
        "http://localhost:%s%s"
            .formatted(platform.getEnvironment().getProperty("local.server.port"), path));
  }
}
