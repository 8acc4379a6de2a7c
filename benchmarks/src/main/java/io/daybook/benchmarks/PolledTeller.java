package io.daybook.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * An outbox table that is polled. Its rows are written in the transaction of the append, by a
 * trigger for each statement: cheaper than any application could, which would need another
 * statement. The payload is that of the log, which nobody has mapped.
 */
final class PolledTeller implements Teller {
  static final String MAIN = "io.daybook.benchmarks.outbox.PolledOutbox";
  private static final String TABLE =
      """
      create table outbox (
          id bigint generated always as identity primary key, stream text not null, event_id text not null,
          payload_type text not null, position bigint not null, payload text not null);
      create function to_outbox() returns trigger language plpgsql as $$
      begin
          insert into public.outbox (stream, event_id, payload_type, position, payload)
          select stream, event_id, payload_type, position, payload::text from appended
           where payload_type in ('%s') order by position;
          return null;
      end $$;
      create trigger to_outbox after insert on event_log.domain_event
          referencing new table as appended for each statement execute function to_outbox();
      """;
  private static final String SIZES =
      """
      select pg_total_relation_size('outbox'), n_live_tup, n_dead_tup
        from pg_stat_user_tables where relname = 'outbox'
      """;

  private final Server server;
  private final BrokerProcess broker;
  private final String database;
  private final Duration rest;

  PolledTeller(Server server, BrokerProcess broker, String database, Duration rest) {
    this.server = server;
    this.broker = broker;
    this.database = database;
    this.rest = rest;
  }

  static Path built(String file) {
    return Path.of("benchmarks", "outbox", "target", file);
  }

  static String libraries() throws IOException {
    return built("classes") + ":" + Files.readString(built("classpath.txt")).strip();
  }

  @Override
  public String name() {
    return "outbox, polled every " + rest.toMillis() + " ms";
  }

  @Override
  public String database() {
    return database;
  }

  @Override
  public String topics() {
    return "polled" + rest.toMillis() + ".";
  }

  @Override
  public void prepare(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(TABLE.formatted(ToldTypes.names("', '")));
    }
  }

  @Override
  public Process start() throws IOException {
    return Teller.java(
        List.of(
            libraries(),
            MAIN,
            server.url(database),
            broker.address(),
            topics(),
            Long.toString(rest.toMillis())));
  }

  @Override
  public long bytesKept(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select pg_total_relation_size('outbox')")) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public String kept(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(SIZES)) {
      row.next();
      return String.format(
          Locale.ROOT,
          "outbox table %.1f MB with its index, %,d rows, %,d of them dead",
          row.getLong(1) / 1e6,
          row.getLong(2) + row.getLong(3),
          row.getLong(3));
    }
  }
}
