package io.daybook.app.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;

/** A read model can be thrown away and made anew. */
@DirtiesContext
class RebuildIT extends PlatformForTests {
  private static final Map<String, List<String>> TABLES =
      Map.of(
          "order-history", List.of("order_history_v2.order_summary", "order_history_v2.timeline"),
          "stock", List.of("stock_v1.stock_level", "stock_v1.stock_movement"),
          "catalog", List.of("catalog_v1.product"),
          "fulfilment", List.of("fulfilment_v2.fulfilment_progress"));

  @Test
  void rebuilding_each_projection_gives_identical_tables() {
    var sku = product("A-", "3.00", 50);
    var cancelled = place("tok_declined", Map.of(sku, 1));
    var placed = place("tok_visa", Map.of(sku, 2));
    awaitStatus(cancelled, "CANCELLED");
    awaitStatus(placed, "PICKING");
    awaitCaughtUp();
    TABLES.forEach(
        (name, tables) -> {
          var before = tables.stream().map(this::fingerprint).toList();
          assertThat(before).doesNotContain("empty");
          rebuild(name);
          assertThat(tables.stream().map(this::fingerprint).toList()).isEqualTo(before);
        });
  }

  @Test
  void a_projection_that_does_not_exist_cannot_be_rebuilt() {
    assertThat(post("/api/operations/projections/nonsense/rebuild", Map.of()).status())
        .isEqualTo(404);
  }

  private void awaitCaughtUp() {
    var head = jdbc.queryForObject("select max(position) from event_log.domain_event", Long.class);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                send("GET", "/api/operations/projections", "")
                    .body()
                    .valueStream()
                    .allMatch(model -> model.path("position").asLong() >= head));
  }
}
