package io.daybook.benchmarks;

import io.daybook.app.Daybook;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The platform with the role relay alone, as it is delivered. */
final class RelayTeller implements Teller {
  private static final String PREFIX = "relayed";
  private static final String MINE =
      "select coalesce(sum(pg_total_relation_size(c.oid)), 0) from pg_class c"
          + " where c.relnamespace = 'relay'::regnamespace and c.relkind = 'r'";

  private final Server server;
  private final BrokerProcess broker;
  private final String database;

  RelayTeller(Server server, BrokerProcess broker, String database) {
    this.server = server;
    this.broker = broker;
    this.database = database;
  }

  @Override
  public String name() {
    return "relay";
  }

  @Override
  public String database() {
    return database;
  }

  @Override
  public String topics() {
    return PREFIX + ".";
  }

  @Override
  public Process start() throws IOException {
    var command = new ArrayList<>(List.of(System.getProperty("java.class.path")));
    command.add(Daybook.class.getName());
    command.addAll(
        List.of(
            "--daybook.roles=relay",
            "--server.port=0",
            "--daybook.database=external",
            "--daybook.log.seal-every=1h",
            "--daybook.auth.issuer=" + System.getProperty("daybook.auth.issuer"),
            "--daybook.relay.kafka.bootstrap-servers=" + broker.address(),
            "--daybook.relay.kafka.topic-prefix=" + PREFIX,
            "--logging.level.root=warn",
            "--spring.datasource.url=" + server.url(database),
            "--spring.datasource.username=postgres",
            "--spring.datasource.password="));
    return Teller.java(command);
  }

  /** Nothing is kept for it: the tables in which it stores how far it is do not grow. */
  @Override
  public long bytesKept(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(MINE)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public String kept(Connection connection) throws SQLException {
    return "its own tables %.1f MB".formatted(bytesKept(connection) / 1e6);
  }
}
