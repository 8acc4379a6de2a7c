package io.daybook.app.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import io.daybook.app.access.IssuerForTests;
import io.daybook.eventstore.Seals;
import io.daybook.web.access.Role;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** {@code daybook verify}, on a log of its own, because it tampers with it. */
@TestPropertySource(
    properties = {"daybook.log.seal-every=1h", "daybook.log.snapshots.StockItem.every=2"})
@DirtiesContext
class VerificationIT extends PlatformForTests {
  @Autowired Seals seals;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void a_row_that_a_superuser_edits_is_found_and_its_range_named() {
    product("A-", "3.00", 5);
    seals.sealNew();
    assertThat(verify()).isZero();
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("intact", "latest seal");
    replaceInFirstEvent("3.00", "2.00");
    said.reset();
    assertThat(verify()).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("BROKEN: positions 0 to", "an event was changed");
    replaceInFirstEvent("2.00", "3.00");
    assertThat(verify()).isZero();
  }

  private void replaceInFirstEvent(String text, String other) {
    jdbc.execute(
        """
        set session_replication_role = replica;
        update event_log.domain_event
           set payload = replace(payload::text, '%s', '%s')::json where position = 0;
        reset session_replication_role
        """
            .formatted(text, other));
  }

  @Test
  void a_log_that_lost_its_end_together_with_its_seals_is_found_by_a_hash_that_was_kept() {
    product("B-", "3.00", 5);
    seals.sealNew();
    product("B-", "3.00", 5);
    seals.sealNew();
    var kept =
        jdbc.queryForObject(
            "select encode(hash, 'hex') from event_log.seal order by last_position desc limit 1",
            String.class);
    assertThat(run("--url", "http://localhost:" + port, "--expect", kept)).isZero();
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("is the latest one");
    assertThat(run("--expect", "nonsense", "--url", "http://localhost:" + port)).isEqualTo(2);
    assertThat(run("--expect")).isEqualTo(64);
    said.reset();
    assertThat(run("--url", "http://localhost:" + port, "--since", kept)).isZero();
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("from the seal of --since", "under 1 seals");
    assertThat(run("--url", "http://localhost:" + port, "--since", kept, "--expect", kept))
        .isEqualTo(64);
    var both = "/api/operations/log/verification?since=%s&expect=%s".formatted(kept, kept);
    assertThat(send("GET", both, "").status()).isEqualTo(400);
    var other = "0".repeat(64);
    said.reset();
    assertThat(run("--url", "http://localhost:" + port, "--since", other)).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("has lost its end");
    said.reset();
    assertThat(run("--url", "http://localhost:" + port, "--expect", other)).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("has lost its end");
  }

  @Test
  void a_snapshot_that_was_changed_is_named() {
    var sku = product("C-", "3.00", 0);
    for (int i = 0; i < 3; i++) {
      post("/api/stock/" + sku + "/receipts", Map.of("receiptId", "r" + i, "quantity", 1));
    }
    var stream = "stock-" + sku;
    await().until(() -> change(stream) && verify() == 1); // a newer one may replace it
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("the snapshot of " + stream + " is not what its events say");
    jdbc.update("delete from event_log.release_snapshot");
    assertThat(verify()).isZero();
  }

  private boolean change(String stream) {
    return jdbc.update(
            """
            update event_log.release_snapshot
               set payload = replace(payload::text, '"onHand":', '"onHand":9')::json
             where stream = ?
            """,
            stream)
        == 1;
  }

  @Test
  void a_stopped_segment_turns_the_health_until_an_operator_has_decided() {
    assertThat(send("GET", "/actuator/health", "").status()).isEqualTo(200);
    jdbc.update(
        "update event_log.token_entry set stopped = 'ahead' where processor_name = 'stock_g1'");
    var health = send("GET", "/actuator/health", "");
    assertThat(health.status()).isEqualTo(503);
    jdbc.update("update event_log.token_entry set stopped = null");
    assertThat(send("GET", "/actuator/health", "").status()).isEqualTo(200);
  }

  @Test
  void who_cannot_be_asked_is_said_and_is_no_proof() {
    assertThat(run("--url", "http://localhost:1")).isEqualTo(2);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("does not answer");
    assertThat(run("--nonsense")).isEqualTo(64);
  }

  private int verify() {
    return run("--url", "http://localhost:" + port);
  }

  private int run(String... arguments) {
    System.setProperty("daybook.token", IssuerForTests.token("auditor", Role.AUDITOR));
    return VerifyCommand.run(
        List.of(arguments), new PrintStream(said, true, StandardCharsets.UTF_8));
  }
}
