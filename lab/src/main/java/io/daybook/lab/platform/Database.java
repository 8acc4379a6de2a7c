package io.daybook.lab.platform;

import io.daybook.eventstore.testing.PostgresPair;
import io.daybook.lab.shop.Servers;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The platform's PostgreSQL, as the laboratory looks into it: behind the platform's back. */
final class Database implements AutoCloseable {
  private final Supplier<String> jdbcUrl;
  private final Route route;
  private final End end;

  /** The address that the platform is told, with what stands between. */
  private interface Route {
    String through(Network network) throws IOException;
  }

  /** What stands between the platform and a port of a server. */
  interface Network {
    int across(int port) throws IOException;
  }

  private interface End {
    void come() throws IOException;
  }

  private Database(Supplier<String> jdbcUrl, Route route, End end) {
    this.jdbcUrl = jdbcUrl;
    this.route = route;
    this.end = end;
  }

  /** Is started, and writes as a real one does. */
  static Database embedded() throws IOException {
    var postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "200")
            .start();
    return new Database(
        () -> postgres.getJdbcUrl("postgres", "postgres"),
        network -> Servers.url(network.across(postgres.getPort())),
        postgres::close);
  }

  /** A primary, whichever it is by then, and its standby; they are another's to close. */
  static Database of(PostgresPair servers) {
    return new Database(servers::primaryUrl, _ -> servers.jdbcUrl(), () -> {});
  }

  /** What the platform is told. */
  String urlThrough(Network network) throws IOException {
    return route.through(network);
  }

  String jdbcUrl() {
    return jdbcUrl.get();
  }

  /** All rows, as texts; an empty text for null. */
  List<List<String>> rows(String sql) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var found = new ArrayList<List<String>>();
      while (rows.next()) {
        var row = new ArrayList<String>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          var value = rows.getString(i);
          row.add(value == null ? "" : value);
        }
        found.add(row);
      }
      return found;
    }
  }

  int change(String sql) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), "postgres", "");
  }

  @Override
  public void close() throws IOException {
    end.come();
  }
}
