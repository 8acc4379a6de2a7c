package io.daybook.app.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import io.daybook.app.access.IssuerForTests;
import io.daybook.web.access.Role;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;

/** What is asked of generations by the command line, and by hand. */
@DirtiesContext
class GenerationCommandsIT extends PlatformForTests {
  private static final String CATALOG = "/api/operations/projections/catalog";

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void a_row_that_was_changed_by_hand_is_found_and_named() {
    var sku = product("A-", "3.00", 1);
    await().until(() -> !query("{product(sku: \"" + sku + "\") {sku}}").path("product").isNull());
    jdbc.update("update catalog_v1.product set price = 1 where sku = ?", sku);
    assertThat(verify()).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("catalog is not what the log says: 1 rows differ", "product " + sku + ": price")
        .contains("stock is what the log says");
    jdbc.update("update catalog_v1.product set price = 3 where sku = ?", sku);
    assertThat(verify()).isZero();
  }

  @Test
  void the_command_line_shows_a_rebuild_to_its_end() {
    product("A-", "3.00", 1);
    assertThat(rebuildCommand("catalog", "--url", "http://localhost:" + port)).isZero();
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("is live");
    assertThat(rebuildCommand("nonsense", "--url", "http://localhost:" + port)).isEqualTo(2);
    assertThat(rebuildCommand("catalog", "--url", "http://localhost:1")).isEqualTo(2);
    assertThat(rebuildCommand()).isEqualTo(64);
  }

  @Test
  void a_former_generation_is_dropped_by_hand_and_then_there_is_no_way_back() {
    product("A-", "3.00", 1);
    var before = report().path("generation").asInt();
    rebuild("catalog");
    var path = CATALOG + "/generations/" + before;
    var live = report().path("generation").asInt();
    assertThat(send("DELETE", CATALOG + "/generations/" + live, "").status()).isEqualTo(409);
    assertThat(send("DELETE", path, "").status()).isEqualTo(204);
    assertThat(send("DELETE", path, "").status()).isEqualTo(404);
    assertThat(post(CATALOG + "/rollback", Map.of()).status()).isEqualTo(409);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                jdbc.queryForObject(
                        "select count(*) from event_log.token_entry where processor_name = 'catalog_g%d'"
                            .formatted(before),
                        Long.class)
                    == 0);
  }

  private JsonNode report() {
    return send("GET", CATALOG, "").body();
  }

  private int rebuildCommand(String... arguments) {
    System.setProperty("daybook.token", IssuerForTests.token("operator", Role.OPERATOR));
    return RebuildCommand.run(List.of(arguments), out(), false);
  }

  private int verify() {
    System.setProperty("daybook.token", IssuerForTests.token("operator", Role.OPERATOR));
    return VerifyProjectionsCommand.run(List.of("--url", "http://localhost:" + port), out());
  }

  private PrintStream out() {
    return new PrintStream(said, true, StandardCharsets.UTF_8);
  }
}
