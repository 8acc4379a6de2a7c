package io.daybook.app.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A swap replaces views that queries have locked, in whatever order they did. */
class SwapIT extends PlatformForTests {
  private static final String STOCK = "/api/operations/projections/stock";

  private static final String WAITING =
      """
      select pid from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock' and query like '%s%%'
      """;

  private static final String SWAPPING =
      WAITING.formatted("create or replace view stock_v1.stock_movement");
  private static final String ASKING = WAITING.formatted("select from stock_v1.stock_level");

  @Autowired DataSource dataSource;

  /**
   * PostgreSQL looks for a deadlock when somebody has waited for a second, and ends whoever looks.
   * So the query waits first, for a view that the swap has, and then the swap for one of the query.
   */
  @Test
  void a_query_that_needs_the_views_in_another_order_is_not_ended() throws SQLException {
    product("A-", "3.00", 1);
    var before = send("GET", STOCK, "").body().path("generation").asInt();
    try (var one = dataSource.getConnection();
        var other = dataSource.getConnection();
        var query = one.createStatement();
        var beside = other.createStatement()) {
      one.setAutoCommit(false);
      other.setAutoCommit(false);
      query.execute("select from stock_v1.stock_sum");
      beside.execute("select from stock_v1.stock_movement");
      var begun = post(STOCK + "/rebuild", Map.of());
      assertThat(begun.status()).isEqualTo(202);
      await().until(() -> !jdbc.queryForList(SWAPPING).isEmpty()); // it has the first view
      var asking = CompletableFuture.supplyAsync(() -> answers(query));
      await().until(() -> asking.isDone() || !jdbc.queryForList(ASKING).isEmpty());
      other.rollback(); // so the swap comes to the view that the query has
      assertThat(asking.join()).isTrue();
      one.rollback();
    }
    await()
        .untilAsserted(
            () ->
                assertThat(send("GET", STOCK, "").body().path("generation").asInt())
                    .isGreaterThan(before));
  }

  private static boolean answers(Statement query) {
    try {
      query.execute("select from stock_v1.stock_level");
      return true;
    } catch (SQLException ended) {
      return false;
    }
  }
}
