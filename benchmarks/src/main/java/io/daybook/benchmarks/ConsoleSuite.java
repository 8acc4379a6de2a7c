package io.daybook.benchmarks;

import io.daybook.app.Daybook;
import io.daybook.benchmarks.Results.Row;
import io.daybook.projection.ReadModel;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * How long the pages of the console take with 100,000 orders, whose lines are of the real sample:
 * from the request to the last byte, by one browser, once each page was warm. The role saga is not
 * there: it would first follow the whole log; so what only it answers is missing on an order's
 * page.
 */
final class ConsoleSuite implements Suite {
  private static final double MOST_MILLIS = 100;
  private static final int LINES = 3;
  private static final int WARM_UP = 30;
  private static final int REQUESTS = 100;
  private static final long LOOK_EVERY_NANOS = 200_000_000;
  private static final String ORDERS =
      "order_history_v" + ReadModel.ORDER_HISTORY.version() + ".order_summary";
  private static final String TIMELINE =
      "order_history_v" + ReadModel.ORDER_HISTORY.version() + ".timeline";
  private static final String LEVELS = "stock_v" + ReadModel.STOCK.version() + ".stock_level";

  private final Benchmarks benchmarks;

  ConsoleSuite(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public void run() throws Exception {
    var orders = Integer.getInteger("console.orders", benchmarks.isQuick() ? 2_000 : 100_000);
    var report = benchmarks.report();
    report.heading(
        "Pages of the console, with %,d orders, at most %.0f ms".formatted(orders, MOST_MILLIS));
    var port = freePort();
    System.setProperty("daybook.auth.consoles", "http://localhost:" + port);
    try (var server = new Server()) {
      var database = server.newDatabase();
      report.begin("a log of %,d orders".formatted(orders));
      try (var log = new DaybookLog(server, database)) {
        new OrderLives(log.engine(), new SampleInvoices(LINES)).append(orders * OrderLives.EVENTS);
      }
      report.begin("the platform, and its read models");
      try (var _ = start(server, database, port)) {
        while (count(
                server,
                database,
                "select (count(*) filter (where state = 'LIVE') = "
                    + ReadModel.values().length
                    + ")::int from projection.generation")
            == 0) {
          LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        var addresses = addresses(server, database);
        report.begin(
            "%,d orders".formatted(count(server, database, "select count(*) from " + ORDERS)));
        var people = new LinkedHashMap<String, ConsoleVisitor>();
        for (var page : addresses.entrySet()) {
          var words = page.getKey().split(": ", 2);
          var person = people.get(words[0]);
          if (person == null) {
            person = ConsoleVisitor.signedIn(port, words[0]);
            people.put(words[0], person);
          }
          measure(page.getKey(), person, page.getValue());
        }
      }
    }
  }

  private void measure(String name, ConsoleVisitor person, String address) throws Exception {
    for (int i = 0; i < WARM_UP; i++) {
      person.page(address);
    }
    var took = new double[REQUESTS];
    for (int i = 0; i < REQUESTS; i++) {
      var begun = System.nanoTime();
      person.page(address);
      took[i] = (System.nanoTime() - begun) / 1e6;
    }
    Arrays.sort(took);
    var p50 = took[REQUESTS / 2];
    var p99 = took[REQUESTS * 99 / 100];
    benchmarks
        .report()
        .add(
            new Row(
                "console",
                name,
                1_000 / p50,
                p50,
                p99,
                "the most it may take, p99",
                MOST_MILLIS / p99,
                1.0));
  }

  /** Who looks, at what, by which address. */
  private static Map<String, String> addresses(Server server, String database) throws SQLException {
    var order =
        text(
            server,
            database,
            "select order_id from " + ORDERS + " order by ordered_at limit 1 offset 1000");
    var position =
        text(
            server,
            database,
            "select position from "
                + TIMELINE
                + " where order_id = '"
                + order
                + "' and type = 'PaymentAuthorized'");
    var customer =
        text(
            server,
            database,
            "select customer_id from " + ORDERS + " group by 1 order by count(*) desc limit 1");
    var hot =
        text(server, database, "select sku from " + LEVELS + " order by reserved desc limit 1");
    var noon =
        text(
            server,
            database,
            "select to_char((min(recorded_at) + (max(recorded_at) - min(recorded_at)) / 2) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS') from event_log.domain_event");
    var pages = new LinkedHashMap<String, String>();
    pages.put("operator: Overview", "/console/overview");
    pages.put("clerk: Orders", "/console/orders");
    pages.put("clerk: Orders of the customer with most", "/console/orders?customer=" + customer);
    pages.put("clerk: Orders of the SKU with most reserved", "/console/orders?sku=" + hot);
    pages.put("clerk: Orders being picked", "/console/orders?status=PICKING");
    pages.put("clerk: Orders as of half way", "/console/orders?asOf=" + noon);
    pages.put("clerk: Search of an id that nobody has", "/console/search?q=nobody-has-this");
    pages.put("clerk: An order", "/console/orders/" + order);
    pages.put("clerk: An order of then", "/console/orders/" + order + "?at=" + position);
    pages.put("operator: An order", "/console/orders/" + order);
    pages.put("operator: Why it happened", "/console/orders/" + order + "/causes");
    pages.put("warehouse: Stock", "/console/stock");
    pages.put("warehouse: Stock as of half way", "/console/stock?asOf=" + noon);
    pages.put("warehouse: The SKU with most reserved", "/console/stock/" + hot);
    pages.put("operator: Work list", "/console/work");
    pages.put("operator: Projections", "/console/projections");
    pages.put("auditor: Log", "/console/log");
    pages.put("auditor: Log by type", "/console/log?type=OrderConfirmed");
    pages.put("auditor: Log by stream", "/console/log?stream=" + order);
    pages.put("auditor: Log by actor and time", "/console/log?actor=benchmark&to=" + noon);
    return pages;
  }

  private static ConfigurableApplicationContext start(Server server, String database, int port)
      throws IOException {
    return new SpringApplicationBuilder(Daybook.class)
        .run(
            "--daybook.roles=command,projection,query,console",
            "--server.port=" + port,
            "--daybook.database=external",
            "--daybook.demo=false",
            "--daybook.log.seal-every=1h",
            "--daybook.projections.verify-cron=-",
            "--daybook.console.client-id=console",
            "--daybook.console.client-secret=" + ConsoleVisitor.secret("console"),
            "--logging.level.root=warn",
            "--spring.datasource.url=" + server.url(database),
            "--spring.datasource.username=postgres",
            "--spring.datasource.password=");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static long count(Server server, String database, String sql) throws SQLException {
    return Long.parseLong(text(server, database, sql));
  }

  private static String text(Server server, String database, String sql) throws SQLException {
    try (var connection = server.connect(database);
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      if (!row.next()) {
        throw new SQLException("Nothing is found by " + sql);
      }
      return row.getString(1);
    }
  }
}
