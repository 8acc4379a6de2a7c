package io.daybook.app.projection;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;

/**
 * Dead letters while the database fails. Axon's pause grows with each failure of a segment, so each
 * test has a platform whose segments have not failed yet.
 */
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class DeadLetterRacesIT extends PoisonForTests {
  private static final String BLOCKED =
      """
      select pid
        from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'
         and query like '%order_history_g%.order_summary%'
      """;

  private static final String DISCARDING =
      """
      select pid
        from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'
         and query like '%dead_letter.letter%'
      """;

  @Autowired DataSource dataSource;

  @AfterEach
  void nothingIsPoisonous() {
    accept("order_history_v2.order_summary");
    post(ORDERS + "/dead-letters/retry", Map.of());
    assertThat(letters(ORDERS)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pg_terminate_backend", // the connection is dead, so no letter could be written anyway
        "pg_cancel_backend" // the connection lives, and only the failure says whom to blame
      })
  void a_projection_whose_statements_are_killed_goes_on_with_no_dead_letter(String killer)
      throws SQLException {
    var sku = product("A-", "3.00", 10);
    String order;
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table order_history_v2.order_summary in access exclusive mode");
      order = place("tok_visa", Map.of(sku, 1));
      for (int kills = 0; kills < 3; kills++) {
        await().atMost(Duration.ofSeconds(30)).until(() -> kill(killer) > 0);
      }
      connection.rollback();
    }
    awaitStatus(order, "PICKING");
    assertThat(jdbc.queryForObject("select count(*) from dead_letter.letter", Long.class)).isZero();
  }

  @Test
  void a_letter_that_a_retry_solves_first_cannot_be_discarded() throws SQLException {
    refuse("order_history_v2.order_summary", "customer_id <> '" + mallory + "'");
    placeFor(mallory, product("A-", "3.00", 10));
    var head = awaitLettersUpTo("PickingStarted").getFirst();
    accept("order_history_v2.order_summary");
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table order_history_v2.order_summary in access exclusive mode");
      var retry = supplyAsync(() -> post(letter(head) + "/retry", Map.of()));
      await().until(() -> !jdbc.queryForList(BLOCKED).isEmpty());
      var discard = supplyAsync(() -> send("DELETE", letter(head) + "?reason=a+test", ""));
      await().until(() -> discard.isDone() || !jdbc.queryForList(DISCARDING).isEmpty());
      connection.rollback();
      assertThat(retry.join().body().path("solved").asBoolean()).isTrue();
      assertThat(discard.join().status()).isEqualTo(404);
    }
  }

  private int kill(String killer) {
    var blocked = jdbc.queryForList(BLOCKED, Integer.class);
    blocked.forEach(pid -> jdbc.queryForList("select " + killer + "(?)", pid));
    return blocked.size();
  }
}
