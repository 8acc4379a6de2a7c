package io.daybook.app.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What becomes of a generation that is not live any more. */
class FormerGenerationIT extends PlatformForTests {
  private static final String CATALOG = "/api/operations/projections/catalog";

  @Test
  void a_former_generation_is_kept_for_a_time_that_is_set_and_dropped_after_it() {
    product("A-", "3.00", 1);
    rebuild("catalog");
    var live = report().path("generation").asInt();
    var former = former();
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(10))
        .until(() -> former() == former);
    jdbc.update(
        "update projection.generation set changed_at = changed_at - interval '8 days'"
            + " where model = 'catalog' and number = ?",
        former);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(tablesOf(former)).isZero());
    assertThat(report().path("generation").asInt()).isEqualTo(live);
    assertThat(tablesOf(live)).isPositive();
    assertThat(post(CATALOG + "/rollback", Map.of()).status()).isEqualTo(409);
  }

  private int former() {
    return report()
        .path("generations")
        .valueStream()
        .filter(one -> one.path("state").asString().equals("FORMER"))
        .map(one -> one.path("generation").asInt())
        .findFirst()
        .orElseThrow();
  }

  private long tablesOf(int number) {
    return jdbc.queryForObject(
        "select count(*) from pg_tables where schemaname = 'catalog_g' || ?", Long.class, number);
  }

  private JsonNode report() {
    return send("GET", CATALOG, "").body();
  }
}
