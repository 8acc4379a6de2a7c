package io.daybook.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.io.OutputStream;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.postgresql.PGConnection;

/**
 * What plain JDBC does with rows of the same columns, indexes and size: one row a commit, and COPY.
 */
final class PlainRows implements AutoCloseable {
  private static final String TABLE =
      """
      create table plain_event (
          position bigint generated always as identity primary key, stream text not null, version bigint not null,
          stream_type text, event_id text not null, recorded_at timestamptz not null,
          payload_type text not null, payload_revision text, payload json not null, metadata json not null,
          unique (stream, version));
      create index on plain_event (recorded_at)
      """;
  private static final String COLUMNS =
      "stream, version, stream_type, event_id, recorded_at, payload_type, payload_revision, payload, metadata";
  private static final String METADATA =
      "{\"correlation_id\": \"%1$s\", \"causation_id\": \"%1$s\"}";

  private final HikariDataSource pool;
  private final String payload;

  PlainRows(Server server, int connections, String payload) throws SQLException {
    this.payload = payload;
    pool = server.pool(server.newDatabase(), connections);
    try (var connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(TABLE);
    }
  }

  /** One row, committed. */
  void insert() throws SQLException {
    var id = UUID.randomUUID().toString();
    try (Connection connection = pool.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into plain_event ("
                    + COLUMNS
                    + ") values (?, 0, 'Order', ?, now(), 'OrderPlaced', '1', ?::json, ?::json)")) {
      insert.setString(1, "order-" + id);
      insert.setString(2, id);
      insert.setString(3, payload);
      insert.setString(4, METADATA.formatted(id));
      insert.executeUpdate();
    }
  }

  /** Rows a second of COPY in, a thousand at a time and each time committed. */
  double copyIn(Duration measure) throws Exception {
    var rows = 0L;
    var start = System.nanoTime();
    try (Connection connection = pool.getConnection()) {
      var copy = connection.unwrap(PGConnection.class).getCopyAPI();
      while (System.nanoTime() - start < measure.toNanos()) {
        var text = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
          var id = UUID.randomUUID().toString();
          text.append("order-").append(id).append("\t0\tOrder\t").append(id).append("\tnow\t");
          text.append("OrderPlaced\t1\t").append(payload).append('\t');
          text.append(METADATA.formatted(id)).append('\n');
        }
        rows +=
            copy.copyIn(
                "copy plain_event (" + COLUMNS + ") from stdin", new StringReader(text.toString()));
      }
    }
    return rows / ((System.nanoTime() - start) / 1e9);
  }

  /** Rows a second of COPY out of a log, to nowhere. */
  static double copyOut(Connection connection) throws Exception {
    var start = System.nanoTime();
    var rows =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("copy event_log.domain_event to stdout", OutputStream.nullOutputStream());
    return rows / ((System.nanoTime() - start) / 1e9);
  }

  @Override
  public void close() {
    pool.close();
  }
}
