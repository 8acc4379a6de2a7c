package io.daybook.eventstore;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.daybook.eventstore.testing.PostgresForTests;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables of the log in a database of their own, without Axon and Spring around them. */
public final class LogForTests implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(10);

  final PostgresForTests.Database database;
  final HikariDataSource dataSource;
  final JdbcTemplate jdbc;
  final EventTable table;

  LogForTests() {
    database = PostgresForTests.newDatabase();
    var config = new HikariConfig();
    config.setJdbcUrl(database.url());
    config.setUsername(database.user());
    config.setPassword(database.password());
    config.setMaximumPoolSize(20);
    dataSource = new HikariDataSource(config);
    jdbc = new JdbcTemplate(dataSource);
    var unused = LogMigration.of(dataSource, null);
    table = tableOn(dataSource);
  }

  static EventTable tableOn(DataSource dataSource) {
    return new EventTable(new JdbcTemplate(dataSource));
  }

  GroupCommit commits() {
    return commitsOn(dataSource, 1_000, PATIENCE);
  }

  static GroupCommit commitsOn(DataSource dataSource, int capacity, Duration timeout) {
    return new GroupCommit(
        new AppendFunction(dataSource),
        capacity,
        timeout,
        _ -> {},
        new AppendMeters(new SimpleMeterRegistry()));
  }

  /** As another process does, in a transaction of its own. */
  Appended append(List<EventRow> rows) {
    return appendOn(dataSource, rows);
  }

  static Appended appendOn(DataSource dataSource, List<EventRow> rows) {
    var append = new Append(rows, List.of(), System.nanoTime() + PATIENCE.toNanos());
    new AppendFunction(dataSource).append(List.of(append), PATIENCE);
    return append.await();
  }

  /** Events of a stream, from a version on. */
  static List<EventRow> events(String stream, long firstVersion, int count) {
    return IntStream.range(0, count).mapToObj(i -> event(stream, firstVersion + i, "{}")).toList();
  }

  /** What a stream ends with, of which these are the last events. */
  static Expectation endOf(List<EventRow> rows) {
    var last = rows.getLast();
    return new Expectation(last.stream(), last.version(), last.eventId());
  }

  static EventRow event(String stream, long version, String payload) {
    var id = stream + "/" + version + "/" + Math.random();
    var now = Instant.now();
    return new EventRow(-1, stream, version, "Test", id, now, "Happened", "1", payload, "{}");
  }

  /** Every position there is, as a reader sees it from the start. */
  List<EventRow> all() {
    var rows = new ArrayList<EventRow>();
    for (var page = table.readLog(-1);
        !page.isEmpty();
        page = table.readLog(page.getLast().position())) {
      rows.addAll(page);
    }
    return rows;
  }

  void asSuperuser(String sql) {
    jdbc.execute(
        "set session_replication_role = replica; " + sql + "; reset session_replication_role");
  }

  @Override
  public void close() {
    dataSource.close();
  }

  /** Makes the tables of the log. */
  public static void makeTables(DataSource dataSource) {
    var unused = LogMigration.of(dataSource, null);
  }

  /** Appends events to a stream, from a version on. */
  public static void append(DataSource dataSource, String stream, long firstVersion, int count) {
    var unused = appendOn(dataSource, events(stream, firstVersion, count));
  }

  /** The position of the latest event, -1 when there is none. */
  public static long head(DataSource dataSource) {
    return tableOn(dataSource).head();
  }
}
