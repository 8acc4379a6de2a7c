package io.daybook.benchmarks;

import io.daybook.app.Daybook;
import io.daybook.projection.ReadModel;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a query costs over GraphQL, against one row by its key through the same connections. */
final class GraphQlSuite implements Suite {
  private static final String ORDERS =
      "order_history_v" + ReadModel.ORDER_HISTORY.version() + ".order_summary";

  private static final int CONNECTIONS = 8;
  private static final long LOOK_EVERY_NANOS = 50_000_000;
  private static final String ORDER =
      "{id status total {amount currency} lines {sku quantity} payment {lastEvent}}";

  private final Benchmarks benchmarks;

  GraphQlSuite(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public void run() throws Exception {
    var report = benchmarks.report();
    report.heading("GraphQL, the roles projection and query, " + CONNECTIONS + " connections");
    var orders = benchmarks.isQuick() ? 1_000 : 5_000;
    try (var server = new Server()) {
      var database = server.newDatabase();
      report.begin("a log of " + orders + " orders");
      try (var log = new DaybookLog(server, database)) {
        new OrderLives(log.engine()).append(orders * OrderLives.EVENTS);
      }
      try (var platform = start(server, database);
          var connections = new KeptConnections(port(platform), "/graphql", "auditor")) {
        awaitOrders(server, database, orders);
        var ids = ids(server, database);
        var rows = platform.getBean("queryJdbcClient", JdbcClient.class);
        measure(contenders(connections, rows, ids));
      }
    }
  }

  private void measure(List<Contender> contenders) throws Exception {
    for (var one : contenders) { // a server of HTTP is a lot of code
      benchmarks.report().begin("warming up: " + one.name());
      var seconds = benchmarks.isQuick() ? 5 : 20;
      var unused =
          Load.run(CONNECTIONS, Duration.ZERO, Duration.ofSeconds(seconds), one.operation());
    }
    var results = benchmarks.interleaved(contenders);
    var row = results.getFirst();
    benchmarks.add("graphql", row, null, null, null);
    for (var one : results.subList(1, results.size())) {
      var target = one.name().equals("an order by its id") ? Double.valueOf(0.3) : null;
      benchmarks.add("graphql", one, row, "one row by its key", target);
    }
  }

  private static List<Contender> contenders(
      KeptConnections connections, JdbcClient rows, List<String> ids) {
    return List.of(
        new Contender("one row by its key, in SQL", CONNECTIONS, () -> row(rows, any(ids))),
        query(connections, "{__typename}", "{__typename}"),
        new Contender(
            "an order by its id",
            CONNECTIONS,
            () -> ask(connections, "query($id: ID!) {order(id: $id) " + ORDER + "}", any(ids))),
        new Contender(
            "an order by its id, which stands in the text",
            CONNECTIONS,
            () -> ask(connections, "{order(id: \\\"" + any(ids) + "\\\") " + ORDER + "}", "")),
        query(
            connections,
            "a page of 50 orders",
            "{orders(first: 50) {edges {node {id status total {amount currency}}}}}"),
        query(connections, "totals", "{shopTotals {orders confirmedOrders captured {amount}}}"),
        query(connections, "statistics", "{fulfilmentStatistics {started confirmed parked}}"));
  }

  private static Contender query(KeptConnections connections, String name, String query) {
    return new Contender(name, CONNECTIONS, () -> ask(connections, query, ""));
  }

  private static void ask(KeptConnections connections, String query, String id) throws IOException {
    var answer =
        connections.post(
            "", "{\"query\": \"%s\", \"variables\": {\"id\": \"%s\"}}".formatted(query, id));
    if (!answer.startsWith("{\"data\":{") || answer.contains("\"errors\"")) {
      throw new IOException(answer);
    }
  }

  private static void row(JdbcClient rows, String id) {
    var unused =
        rows.sql("select * from " + ORDERS + " where order_id = ?")
            .param(id)
            .query((row, _) -> row.getString("status"))
            .single();
  }

  private static String any(List<String> ids) {
    return ids.get(ThreadLocalRandom.current().nextInt(ids.size()));
  }

  private static ConfigurableApplicationContext start(Server server, String database) {
    return new SpringApplicationBuilder(Daybook.class)
        .run(
            "--daybook.roles=projection,query",
            "--server.port=0",
            "--daybook.database=external",
            "--daybook.log.seal-every=1h",
            "--logging.level.root=warn",
            "--spring.datasource.url=" + server.url(database),
            "--spring.datasource.username=postgres",
            "--spring.datasource.password=");
  }

  private static int port(ConfigurableApplicationContext platform) {
    return Integer.parseInt(platform.getEnvironment().getRequiredProperty("local.server.port"));
  }

  private static void awaitOrders(Server server, String database, int orders) throws SQLException {
    while (!isThere(server, database) || ids(server, database).size() < orders) {
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
  }

  /** The first generation of a model has its tables before it has the name that all ask for. */
  private static boolean isThere(Server server, String database) throws SQLException {
    try (var connection = server.connect(database);
        var statement = connection.createStatement();
        var row = statement.executeQuery("select to_regclass('" + ORDERS + "') is not null")) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static List<String> ids(Server server, String database) throws SQLException {
    var ids = new ArrayList<String>();
    try (var connection = server.connect(database);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select order_id from " + ORDERS)) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }
}
