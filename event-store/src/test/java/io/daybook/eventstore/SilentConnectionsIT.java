package io.daybook.eventstore;

import static io.daybook.eventstore.LogForTests.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.daybook.eventstore.testing.SilentProxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** A connection that goes silent, without an end, holds up nobody for long, and loses nothing. */
class SilentConnectionsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Patience, and what the limits of the log's pool add to it, and some more for this machine. */
  private static final Duration SECONDS = Duration.ofSeconds(12);

  private final LogForTests log = new LogForTests();
  private SilentProxy proxy;
  private HikariDataSource pool;
  private HikariDataSource logPool;
  private GroupCommit commits;

  @BeforeEach
  void start() throws Exception {
    proxy = new SilentProxy(log.database.url());
    var config = new HikariConfig();
    config.setJdbcUrl(proxy.through(log.database.url()));
    config.setUsername(log.database.user());
    config.setPassword(log.database.password());
    config.setMaximumPoolSize(3);
    config.setValidationTimeout(1_000);
    config.addDataSourceProperty("socketTimeout", "2");
    pool = new HikariDataSource(config);
    logPool = (HikariDataSource) LogPool.of(pool, PATIENCE);
    commits = LogForTests.commitsOn(logPool, 100, PATIENCE);
  }

  @AfterEach
  void close() throws Exception {
    proxy.heal();
    commits.close();
    logPool.close();
    pool.close();
    proxy.close();
    log.close();
  }

  @Test
  void a_silent_writer_answers_its_callers_and_goes_on_by_itself() throws Exception {
    var health = new LogReachable(commits.pulse(), new Pulse(PATIENCE), () -> false);
    commits.append(events("before", 0, 1));
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    proxy.silence();
    var rows = new ArrayList<List<EventRow>>();
    var callers = new ArrayList<Future<Appended>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < 5; caller++) {
        var own = events("s" + caller, 0, 1);
        rows.add(own);
        callers.add(threads.submit(() -> commits.append(own)));
      }
      var start = System.nanoTime();
      log.append(events("another-process", 0, 1));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
      await()
          .atMost(SECONDS)
          .until(() -> health.health().getStatus().equals(Status.OUT_OF_SERVICE));
    }
    assertThat(callers)
        .allSatisfy(
            caller ->
                assertThat(caller.exceptionNow()).isInstanceOf(LogUnavailableException.class));
    proxy.heal();
    await().atMost(SECONDS).until(() -> health.health().getStatus().equals(Status.UP));
    for (var own : rows) {
      commits.append(own);
    }
    assertThat(log.all())
        .extracting(EventRow::stream)
        .containsExactlyInAnyOrder("before", "another-process", "s0", "s1", "s2", "s3", "s4");
  }

  @Test
  void a_silent_tail_is_seen_and_reads_on_by_itself() throws Exception {
    var table = LogForTests.tableOn(log.dataSource);
    var serializer = Jackson3Serializer.builder().build();
    var reader = new EventReader(serializer, new AnnotationRevisionResolver(), List.of());
    try (var tail = new LogTail(LogForTests.tableOn(logPool), table, reader, () -> {}, _ -> {});
        var stream = tail.openStream(new GlobalSequenceTrackingToken(-1))) {
      var health = new LogReachable(commits.pulse(), tail.pulse(), tail::wentBack);
      log.append(events("a", 0, 1));
      await().until(() -> tail.head() == 0);
      proxy.silence();
      log.append(events("a", 1, 1));
      await()
          .atMost(SECONDS)
          .until(() -> health.health().getStatus().equals(Status.OUT_OF_SERVICE));
      proxy.heal();
      await().atMost(SECONDS).until(() -> tail.head() == 1);
      assertThat(health.health().getStatus()).isEqualTo(Status.UP);
      assertThat(stream.peek()).isPresent();
    }
  }

  @Test
  void a_silent_reader_hears_of_it_and_others_read_on() throws Exception {
    log.append(events("a", 0, 1));
    var table = LogForTests.tableOn(pool);
    try (var connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("select 1");
      proxy.silence();
      proxy.heal(); // for those who connect anew
      assertThatThrownBy(() -> statement.execute("select 1")).isInstanceOf(SQLException.class);
    }
    await()
        .atMost(SECONDS)
        .ignoreException(DataAccessException.class)
        .until(() -> table.readStream("a", 0).size() == 1);
    commits.append(events("a", 1, 1));
    assertThat(table.readStream("a", 0)).hasSize(2);
  }

  @Test
  void a_client_that_vanishes_with_the_lock_in_its_hand_holds_it_for_seconds_at_most()
      throws Exception {
    var vanished = logPool.getConnection();
    try (var statement = vanished.createStatement();
        var others = LogForTests.commitsOn(log.dataSource, 10, SECONDS)) {
      vanished.setAutoCommit(false);
      statement.execute("select pg_advisory_xact_lock(4782190665214038)");
      proxy.silence();
      others.append(events("a", 0, 1));
    } finally {
      logPool.evictConnection(vanished);
    }
    assertThat(log.all()).hasSize(1);
  }

  @Test
  void the_server_limits_transactions_of_the_log_and_looks_whether_their_clients_are_there() {
    var jdbc = new JdbcTemplate(logPool);
    var settings =
        List.of(
            "transaction_timeout",
            "idle_in_transaction_session_timeout",
            "tcp_keepalives_idle",
            "tcp_keepalives_interval");
    assertThat(settings)
        .extracting(name -> jdbc.queryForObject("show " + name, String.class))
        .containsExactly("3s", "3s", "10", "5");
  }
}
