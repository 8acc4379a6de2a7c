package io.daybook.eventstore;

import static io.daybook.eventstore.LogForTests.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.daybook.eventstore.testing.KillablePostgres;
import io.daybook.eventstore.testing.StandbyPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What is acknowledged is on two machines, where PostgreSQL is told so: also while the second
 * stands still, and nothing that runs out of patience changes that.
 */
@Tag("long")
class StandbyIT {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  @TempDir Path directory;
  private KillablePostgres first;
  private StandbyPostgres second;
  private HikariDataSource pool;
  private JdbcTemplate jdbc;
  private HikariDataSource logPool;
  private GroupCommit commits;

  @BeforeEach
  void start() throws Exception {
    first = new KillablePostgres(directory.resolve("first"));
    second = new StandbyPostgres(directory.resolve("second"), first);
    pool = new HikariDataSource();
    pool.setJdbcUrl(first.jdbcUrl());
    pool.setUsername("postgres");
    pool.setMaximumPoolSize(5);
    jdbc = new JdbcTemplate(pool);
    var unused = LogMigration.of(pool, null);
    logPool = (HikariDataSource) LogPool.of(pool, PATIENCE);
    commits = LogForTests.commitsOn(logPool, 10, PATIENCE);
  }

  @AfterEach
  void stop() throws Exception {
    second.goOn();
    commits.close();
    logPool.close();
    pool.close();
    second.close();
    first.close();
  }

  @Test
  void while_the_standby_stands_still_nothing_is_acknowledged_and_no_commit_is_cancelled()
      throws Exception {
    commits.append(events("before", 0, 1));
    second.standStill();
    var rows = events("a", 0, 1);
    assertUndecided(rows);
    assertThatThrownBy(() -> commits.append(events("b", 0, 1)))
        .isInstanceOf(LogUnavailableException.class);
    await() // until its client has let go of the connection, and long after the server's limits
        .pollDelay(Duration.ofSeconds(6))
        .atMost(Duration.ofSeconds(20))
        .until(() -> logPool.getHikariPoolMXBean().getActiveConnections() <= 1);
    assertThat(waitingForStandby()).isEqualTo(1);
    assertThat(streams()).containsExactly("before");
    assertThatThrownBy(() -> commits.append(rows)).isInstanceOf(LogUnavailableException.class);
    second.goOn();
    await().atMost(Duration.ofSeconds(20)).until(() -> waitingForStandby() == 0);
    assertThat(commits.append(rows)).isEqualTo(new Appended(1, 1));
    assertThat(streams()).startsWith("before", "a").doesNotHaveDuplicates();
  }

  /** After a crash the commit that nobody has acknowledged is there, on one machine only. */
  @Test
  void what_a_restart_has_found_is_acknowledged_only_when_the_standby_has_it_too()
      throws Exception {
    commits.append(events("before", 0, 1));
    second.standStill();
    var rows = events("a", 0, 1);
    assertUndecided(rows);
    await().until(() -> waitingForStandby() == 1);
    first.killAndRestart();
    await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> streams().contains("a"));
    assertThatThrownBy(() -> commits.append(rows)).isInstanceOf(LogUnavailableException.class);
    second.goOn();
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> commits.append(rows).equals(new Appended(1, 1)));
    assertThat(streams()).containsExactly("before", "a");
  }

  /** What an operator is told not to do, or a driver does that has a query timeout. */
  @Test
  void an_append_whose_wait_was_cancelled_is_acknowledged_only_when_the_standby_has_it()
      throws Exception {
    commits.append(events("before", 0, 1));
    second.standStill();
    assertACancelIsAnsweredAsASuccess();
    var rows = events("a", 0, 1);
    try (var caller = Executors.newSingleThreadExecutor()) {
      var answer = caller.submit(() -> commits.append(rows));
      await().until(() -> waitingForStandby() == 1);
      assertThat(
              jdbc.queryForList(
                  "select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'",
                  Boolean.class))
          .containsExactly(true);
      await().until(() -> streams().contains("a")); // as if it had been committed
      assertThat(caught(answer))
          .isInstanceOfSatisfying(
              LogUnavailableException.class,
              away -> assertThat(away.nothingWasAppended()).isFalse());
    }
    second.goOn();
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(() -> commits.append(rows).equals(new Appended(1, 1)));
    assertThat(streams()).containsExactly("before", "a");
  }

  /** Why no query timeout is set on an append. */
  private void assertACancelIsAnsweredAsASuccess() throws SQLException {
    try (var connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      statement.execute("create table on_one_machine_only ()");
      assertThat((Throwable) statement.getWarnings())
          .hasMessageContaining("canceling wait for synchronous replication");
    }
  }

  /** As when a request is repeated whose order was found, but only here. */
  @Test
  void what_is_answered_by_what_a_restart_has_found_waits_for_the_standby() throws Exception {
    second.standStill();
    var rows = events("a", 0, 1);
    assertUndecided(rows);
    await().until(() -> waitingForStandby() == 1);
    commits.close(); // it would ask, too, and hold the lock
    first.killAndRestart();
    await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> streams().contains("a"));
    var found = confirming(LogForTests.endOf(rows));
    assertWaits(List.of(found));
    assertWaits(List.of(found, confirming(Expectation.ofNothing("a")))); // which has lost
    second.goOn();
    await().atMost(Duration.ofSeconds(20)).until(() -> waitingForStandby() == 0);
    new AppendFunction(logPool).append(List.of(found), PATIENCE);
    assertThat(found.await().lastPosition()).isEqualTo(-1);
  }

  private void assertWaits(List<Append> group) {
    assertThatThrownBy(() -> new AppendFunction(logPool).append(group, PATIENCE))
        .isInstanceOf(DataAccessException.class);
    assertThat(waitingForStandby()).isEqualTo(1);
    assertThat(group).noneMatch(Append::isSettled);
    jdbc.queryForList(
        "select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'");
    await().until(() -> waitingForStandby() == 0); // and the lock is free
  }

  private static Append confirming(Expectation expected) {
    return new Append(List.of(), List.of(expected), System.nanoTime() + PATIENCE.toNanos());
  }

  private static Throwable caught(Future<?> answer) throws InterruptedException {
    try {
      return new AssertionError("It was answered " + answer.get());
    } catch (ExecutionException failed) {
      return failed.getCause();
    }
  }

  private void assertUndecided(List<EventRow> rows) {
    assertThatThrownBy(() -> commits.append(rows))
        .isInstanceOfSatisfying(
            LogUnavailableException.class, away -> assertThat(away.nothingWasAppended()).isFalse());
  }

  private int waitingForStandby() {
    return jdbc.queryForObject(
        "select count(*)::int from pg_stat_activity where wait_event = 'SyncRep'", Integer.class);
  }

  private List<String> streams() {
    return jdbc.queryForList(
        "select stream from event_log.domain_event order by position", String.class);
  }
}
