package io.daybook.lab.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The platform's PostgreSQL, as the laboratory looks into it: behind the platform's back. */
final class Database implements AutoCloseable {
  private final EmbeddedPostgres postgres;

  /** Is started, and writes as a real one does. */
  Database() throws IOException {
    postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "200")
            .start();
  }

  int port() {
    return postgres.getPort();
  }

  String jdbcUrl() {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  /** All rows, as texts; an empty text for null. */
  List<List<String>> rows(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(jdbcUrl());
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
    try (var connection = DriverManager.getConnection(jdbcUrl());
        var statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
