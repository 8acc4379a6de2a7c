package io.daybook.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.eventstore.testing.PostgresForTests;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Sums that several segments add to, each in the order of its own events. */
class SumsIT {
  private final PostgresForTests.Database database = PostgresForTests.newDatabase();
  private final DataSource dataSource = PostgresForTests.connectionsTo(database);
  private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);
  private final TransactionTemplate transaction =
      new TransactionTemplate(new DataSourceTransactionManager(dataSource));

  @Test
  void two_that_add_in_opposite_orders_do_not_wait_for_each_other() throws Exception {
    jdbc.execute("create schema model_g1");
    jdbc.execute(
        "create table model_g1.totals (metric text primary key, amount numeric(19, 4) not null)");
    var totals = new TableStatements(jdbc, "model_g1.totals");
    try (var another = Executors.newSingleThreadExecutor()) {
      var there =
          transaction.execute(
              _ -> {
                totals.sum(one("a"));
                var later =
                    another.submit(
                        () ->
                            transaction.executeWithoutResult(
                                _ -> {
                                  totals.sum(one("b"));
                                  totals.sum(one("a"));
                                }));
                await().until(this::somebodyWaits);
                totals.sum(one("b"));
                return later;
              });
      there.get();
    }
    assertThat(jdbc.queryForList("select amount::int from model_g1.totals", Integer.class))
        .containsExactly(2, 2);
  }

  private boolean somebodyWaits() {
    var apart = new JdbcTemplate(PostgresForTests.connectionsTo(database));
    return Boolean.TRUE.equals(
        apart.queryForObject(
            "select exists (select from pg_locks where not granted)", Boolean.class));
  }

  private static List<Row> one(String metric) {
    return List.of(Row.of("metric", metric).set("amount", "1"));
  }
}
