package io.daybook.lab.shop;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * PostgreSQL servers that keep what they acknowledge: one for each part of an order, or one for
 * all.
 */
public final class Servers implements AutoCloseable {
  /** An order that is in all three databases. */
  public static final String COMMITTED = "committed";

  /** One that is in none. */
  public static final String ABORTED = "rolled back";

  private static final int MOST_PREPARED = 200;

  private final List<EmbeddedPostgres> servers = new ArrayList<>();

  private Servers(int count) throws IOException, SQLException {
    for (int i = 0; i < count; i++) {
      servers.add(start());
    }
    for (var part : Part.values()) {
      execute(part, part.tables());
    }
  }

  /** One for each part. */
  public static Servers three() throws IOException, SQLException {
    return new Servers(Part.values().length);
  }

  /** One that has the tables of all parts. */
  public static Servers one() throws IOException, SQLException {
    return new Servers(1);
  }

  private static EmbeddedPostgres start() throws IOException {
    return EmbeddedPostgres.builder()
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("max_connections", "200")
        .setServerConfig("max_prepared_transactions", Integer.toString(MOST_PREPARED))
        .start();
  }

  /** A connection to the server of a part. */
  public Connection connect(Part part) throws SQLException {
    return DriverManager.getConnection(url(part));
  }

  /** Where the server of a part is, with user and all. */
  public String url(Part part) {
    return url(port(part));
  }

  /** Where such a server is, or what stands between. */
  public static String url(int port) {
    return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres&ApplicationName=lab";
  }

  /** Where the server of a part listens. */
  public int port(Part part) {
    return part.of(servers).getPort();
  }

  /** The ports of all parts, in their order. */
  public List<Integer> ports() {
    return Stream.of(Part.values()).map(this::port).toList();
  }

  /** Some statements on the server of a part. */
  public void execute(Part part, String sql) throws SQLException {
    try (var connection = connect(part);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of all rows. */
  public List<String> ask(Part part, String sql) throws SQLException {
    try (var connection = connect(part);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var values = new ArrayList<String>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  /** The names of transactions that are prepared on the server of a part. */
  public List<String> prepared(Part part) throws SQLException {
    return ask(part, "select gid from pg_prepared_xacts");
  }

  /** In which databases an order is: {@link #COMMITTED}, {@link #ABORTED}, or only in some. */
  public String outcome(String order) throws SQLException {
    var changed = new ArrayList<Part>();
    for (var part : Part.values()) {
      if (ask(part, part.isChanged(order)).getFirst().equals("1")) {
        changed.add(part);
      }
    }
    if (changed.size() == Part.values().length) {
      return COMMITTED;
    }
    return changed.isEmpty()
        ? ABORTED
        : changed.stream()
            .map(part -> part.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(" and ", "ONLY ", ""));
  }

  @Override
  public void close() throws IOException {
    for (var server : servers) {
      server.close();
    }
  }
}
