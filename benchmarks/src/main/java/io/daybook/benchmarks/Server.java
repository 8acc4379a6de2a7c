package io.daybook.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL that keeps what it acknowledges, and a database of its own for each contender. */
final class Server implements AutoCloseable {
  private final EmbeddedPostgres postgres;
  private final boolean countsStatements;
  private final AtomicInteger databases = new AtomicInteger();

  Server() throws IOException {
    this("", "replica");
  }

  /** What it is told is dearer by its counting, a little. */
  static Server thatCountsStatements() throws IOException {
    return new Server("pg_stat_statements", "replica");
  }

  /** Its write-ahead log has what logical decoding needs. */
  static Server thatCanBeDecoded() throws IOException {
    return new Server("", "logical");
  }

  private Server(String libraries, String walLevel) throws IOException {
    Issuer.start();
    countsStatements = !libraries.isEmpty();
    postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("shared_preload_libraries", libraries)
            .setServerConfig("wal_level", walLevel)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("max_connections", "400")
            .setServerConfig("shared_buffers", "512MB")
            .setServerConfig("max_wal_size", "4GB")
            .start();
  }

  String newDatabase() throws SQLException {
    var name = "bench_" + databases.incrementAndGet();
    try (var connection = connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    if (countsStatements) {
      try (var connection = connect(name);
          var statement = connection.createStatement()) {
        statement.execute("create extension pg_stat_statements");
      }
    }
    return name;
  }

  String url(String database) {
    return postgres.getJdbcUrl("postgres", database);
  }

  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), "postgres", "");
  }

  HikariDataSource pool(String database, int connections) {
    var config = new HikariConfig();
    config.setJdbcUrl(url(database));
    config.setUsername("postgres");
    config.setPassword("");
    config.setMaximumPoolSize(connections);
    return new HikariDataSource(config);
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
