package io.daybook.eventstore;

import static io.daybook.eventstore.LogForTests.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.daybook.eventstore.testing.PostgresPair;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** A log whose primary is another server from one moment to the next. */
class FailoverIT {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration SECONDS = Duration.ofSeconds(30);

  private static final AtomicInteger PROCESSES = new AtomicInteger();

  @TempDir static Path directory;
  private static PostgresPair servers;

  private HikariDataSource pool;
  private ServerWatch watch;
  private HikariDataSource logPool;
  private GroupCommit commits;

  @BeforeAll
  static void startServers() throws Exception {
    servers = new PostgresPair(directory);
    try (var connections = pool()) {
      LogForTests.makeTables(connections);
    }
  }

  @AfterAll
  static void stopServers() throws Exception {
    servers.close();
  }

  @BeforeEach
  void start() {
    pool = pool();
    watch = ServerWatch.of(pool);
    logPool = (HikariDataSource) LogPool.of(pool, PATIENCE);
    commits = LogForTests.commitsOn(logPool, 10, PATIENCE);
  }

  @AfterEach
  void stop() throws Exception {
    commits.close();
    logPool.close();
    watch.close();
    pool.close();
    servers.rebuild();
  }

  @Test
  void a_primary_that_is_cut_off_is_left_and_not_come_back_to() throws Exception {
    var before = commits.append(events("cut-before", 0, 1));
    try (var held = pool.getConnection();
        var slow = held.createStatement();
        var reader = Executors.newSingleThreadExecutor()) {
      var reading = reader.submit(() -> slow.execute("select pg_sleep(600)"));
      servers.cutOffPrimary();
      servers.promote();
      assertThat(appended(events("cut-after", 0, 1))).isEqualTo(before.lastPosition() + 1);
      await().atMost(SECONDS).until(reading::isDone);
      assertThat(reading.exceptionNow())
          .as("its server is no primary")
          .isInstanceOf(SQLException.class);
    }
    servers.heal();
    assertThat(servers.formerIsAlive()).as("it takes itself for the primary").isTrue();
    for (int again = 0; again < 5; again++) {
      pool.getHikariPoolMXBean().softEvictConnections();
      assertThat(streams(pool)).endsWith("cut-before", "cut-after");
    }
    try (var former = servers.connectToFormer();
        var statement = former.createStatement();
        var row = statement.executeQuery("select max(position) from event_log.domain_event")) {
      row.next();
      assertThat(row.getLong(1)).isEqualTo(before.lastPosition());
    }
  }

  /**
   * It lost its standby, and nothing else: it says yes to whoever connects, and commits nothing.
   */
  @Test
  void a_primary_that_goes_on_answering_is_left_when_another_one_is_promoted() throws Exception {
    var before = commits.append(events("left-before", 0, 1));
    servers.promote();
    assertThat(appended(events("left-after", 0, 1))).isEqualTo(before.lastPosition() + 1);
    assertThat(servers.formerIsAlive()).isTrue();
    try (var another = pool()) {
      assertThat(streams(another))
          .as("who comes new asks all")
          .endsWith("left-before", "left-after");
    }
  }

  @Test
  void after_a_kill_appends_go_on_at_the_standby_and_none_is_made_twice() throws Exception {
    var rows = events("kill-before", 0, 1);
    var before = commits.append(rows);
    servers.killPrimary();
    servers.promote();
    assertThat(appended(events("kill-after", 0, 1))).isEqualTo(before.lastPosition() + 1);
    assertThat(commits.append(rows)).isEqualTo(before);
  }

  /** Asks until it is told the position. */
  private long appended(List<EventRow> rows) {
    return await()
        .atMost(SECONDS)
        .ignoreExceptionsInstanceOf(LogUnavailableException.class)
        .until(() -> commits.append(rows).lastPosition(), position -> position >= 0);
  }

  /** That of another process, as it were: it has seen none of the servers yet. */
  private static HikariDataSource pool() {
    var pool = new HikariDataSource();
    pool.setJdbcUrl(servers.jdbcUrl() + "&ApplicationName=p" + PROCESSES.incrementAndGet());
    pool.setUsername("postgres");
    pool.setMaximumPoolSize(3);
    pool.setConnectionTimeout(2_000);
    pool.setValidationTimeout(1_000);
    pool.addDataSourceProperty("connectTimeout", "2");
    pool.addDataSourceProperty("socketTimeout", "600"); // whoever waits so long hears earlier
    PrimaryConnections.under(pool);
    return pool;
  }

  private static List<String> streams(DataSource connections) {
    return new JdbcTemplate(connections)
        .queryForList("select stream from event_log.domain_event order by position", String.class);
  }
}
