package io.daybook.app.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.daybook.app.PlatformForTests;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

/** Queries give back what they take, and take nothing from commands. */
@TestPropertySource(
    properties = {
      "daybook.query.connections=3",
      "daybook.query.connection-within=300ms",
      "daybook.query.statement-within=500ms",
      "daybook.connections.stuck-after=500ms"
    })
class QueryConnectionsIT extends PlatformForTests {
  private static final String LINES = "{orders(first: 50) {edges {node {id lines {sku}}}}}";

  @Autowired
  @Qualifier("query")
  HikariDataSource queries;

  @Autowired MeterRegistry meters;

  /** To wait for read models costs statements of its own. */
  @Override
  protected OptionalLong position() {
    return OptionalLong.empty();
  }

  @Test
  void pages_of_orders_with_lines_leave_no_connection_behind() {
    var order = order();
    for (int i = 0; i < 100; i++) {
      assertThat(query(LINES).toString()).contains(order);
    }
    assertThat(queries.getHikariPoolMXBean().getActiveConnections()).isZero();
  }

  @Test
  void a_page_with_its_lines_is_two_statements_however_many_orders_it_has() {
    order();
    order();
    query(LINES);
    var before = statements();
    query(LINES);
    assertThat(statements() - before).isEqualTo(2);
  }

  @Test
  void totals_are_summed_once_for_all_aliases_of_a_request() {
    query("{shopTotals {orders}}");
    var before = statements();
    query("{shopTotals {orders}}");
    var once = statements() - before;
    query("{a: shopTotals {orders} b: shopTotals {orders} c: shopTotals {unitsReserved}}");
    assertThat(statements() - before).isEqualTo(2 * once);
    query("{a: fulfilmentStatistics {started}}");
    var alone = statements() - before - 2 * once;
    query("{a: fulfilmentStatistics {started} b: fulfilmentStatistics {parked}}");
    assertThat(statements() - before).isEqualTo(2 * once + 2 * alone);
  }

  @Test
  void queries_that_took_all_their_connections_stop_no_command_and_health_says_so()
      throws Exception {
    var taken = takeAll();
    try {
      var busy = post("/graphql", Map.of("query", LINES)).body().path("errors").path(0);
      assertThat(busy.path("extensions").path("code").asString()).isEqualTo("BUSY");
      var sku = product("A-", "3.00", 10);
      assertThat(place("tok_visa", Map.of(sku, 1))).startsWith("order-");
      await().until(() -> readiness() == 503);
    } finally {
      for (var connection : taken) {
        connection.close();
      }
    }
    await().until(() -> readiness() == 200);
    await().until(() -> query(LINES).toString().contains("order-"));
  }

  @Test
  void a_query_cannot_write_and_postgresql_ends_one_that_takes_too_long() {
    var jdbc = new JdbcTemplate(queries);
    assertThatThrownBy(() -> jdbc.execute("create table public.t (c int)"))
        .hasMessageContaining("read-only transaction");
    assertThatThrownBy(() -> jdbc.execute("select pg_sleep(30)"))
        .hasMessageContaining("statement timeout");
  }

  @Test
  void a_statement_that_takes_too_long_is_told_as_such() {
    var sku = product("S-", "1.00", 0);
    await().until(() -> query("{product(sku: \"" + sku + "\") {sku}}").toString().contains(sku));
    // An exclusive lock makes every reader of the table wait.
    try (var connection = jdbc.getDataSource().getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table stock_v1.stock_level in access exclusive mode");
      var slow = post("/graphql", Map.of("query", "{stockLevel(sku: \"A\") {sku}}")).body();
      connection.rollback();
      connection.setAutoCommit(true);
      assertThat(slow.path("errors").path(0).path("extensions").path("code").asString())
          .as(slow.toString())
          .isEqualTo("TIMEOUT");
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private String order() {
    var sku = product("A-", "3.00", 10);
    var order = place("tok_visa", Map.of(sku, 2));
    awaitStatus(order, "PICKING");
    await().until(() -> query(LINES).toString().contains(order));
    return order;
  }

  private List<Connection> takeAll() throws SQLException {
    var taken = new ArrayList<Connection>();
    for (int i = 0; i < queries.getMaximumPoolSize(); i++) {
      taken.add(queries.getConnection());
    }
    return taken;
  }

  private int readiness() {
    return send("GET", "/actuator/health/readiness", "").status();
  }

  /** Without a transaction every statement borrows its connection anew. */
  private long statements() {
    return meters.get("hikaricp.connections.usage").tag("pool", "daybook-query").timer().count();
  }
}
