package io.daybook.benchmarks;

import io.daybook.schema.order.OrderConfirmed;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whole orders through one, two and four processes of the platform, on one machine: what they share
 * is seen, and what more machines would bring is not.
 */
final class NodesSuite implements Suite {
  private static final int CALLERS = 16;
  private static final List<Integer> PROCESSES = List.of(1, 2, 4);
  private static final List<String> SKUS = List.of("85121", "85122", "85123");
  private static final String BODY =
      Baskets.json(
          IntStream.range(0, SKUS.size())
              .mapToObj(i -> new Baskets.Line(SKUS.get(i), i + 1))
              .toList());

  /** What backends wait for, as PostgreSQL names it; who waits for its client has nothing to do. */
  private static final String WAITS =
      """
      select wait_event_type || ':' || wait_event, count(*) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and state = 'active'
         and wait_event is not null and wait_event_type <> 'Client'
       group by 1
      """;

  private final Benchmarks benchmarks;

  NodesSuite(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public void run() throws Exception {
    benchmarks
        .report()
        .heading("Whole orders through 1, 2 and 4 processes of all roles, over HTTP");
    var orders = benchmarks.isQuick() ? 600 : 4_000;
    @Nullable Double one = null;
    for (int processes : PROCESSES) {
      benchmarks.report().begin(processes + " processes");
      var rate = measure(processes, orders);
      var row = Results.Row.of("nodes", processes + " processes", rate);
      benchmarks.report().add(one == null ? row : row.against("one process", rate / one));
      one = one == null ? Double.valueOf(rate) : one;
    }
  }

  private double measure(int processes, int orders) throws Exception {
    var nodes = new ArrayList<PlatformNode>();
    try (var server = new Server();
        var sandbox = new SandboxProcess()) {
      var database = server.newDatabase();
      for (int node = 0; node < processes; node++) {
        nodes.add(PlatformNode.start(server, database, sandbox));
        nodes.getLast().awaitUp();
      }
      sandbox.tell(nodes.getFirst().port());
      stock(nodes.getFirst());
      confirm(server, database, nodes, orders); // warms up
      var cpu = cpu(server, database, nodes, sandbox);
      var waits = new HashMap<String, Integer>();
      var began = System.nanoTime();
      try (var watching = Executors.newSingleThreadExecutor()) {
        var watch = watching.submit(() -> watch(server, database, waits));
        confirm(server, database, nodes, orders);
        watch.cancel(true);
      }
      var seconds = (System.nanoTime() - began) / 1e9;
      var spent = cpu(server, database, nodes, sandbox);
      benchmarks
          .report()
          .note(
              String.format(
                  Locale.ROOT,
                  "%d processes, an order: CPU ms %.1f platform + %.1f PostgreSQL + %.1f sandbox;"
                      + " %.1f cores busy, the callers apart; what backends were seen waiting for: %s",
                  processes,
                  (spent[0] - cpu[0]) / orders,
                  (spent[1] - cpu[1]) / orders,
                  (spent[2] - cpu[2]) / orders,
                  (spent[0] + spent[1] + spent[2] - cpu[0] - cpu[1] - cpu[2]) / 1_000 / seconds,
                  most(waits)));
      return orders / seconds;
    } finally {
      for (var node : nodes) {
        node.close();
      }
    }
  }

  private static void stock(PlatformNode node) throws IOException {
    for (int i = 0; i < SKUS.size(); i++) {
      var sku = SKUS.get(i);
      var price = "{\"amount\": \"%d.00\", \"currency\": \"GBP\"}".formatted(i + 1);
      try (var products = new KeptConnections(node.port(), "/api/products", "importer");
          var receipts =
              new KeptConnections(node.port(), "/api/stock/" + sku + "/receipts", "importer")) {
        products.post(
            key(), "{\"sku\": \"%s\", \"name\": \"%s\", \"price\": %s}".formatted(sku, sku, price));
        receipts.post(key(), "{\"receiptId\": \"all\", \"quantity\": 100000000}");
      }
    }
  }

  /** Places so many orders through all of them in turn, and waits until the last is confirmed. */
  private static void confirm(Server server, String database, List<PlatformNode> nodes, int orders)
      throws Exception {
    var before = confirmed(server, database);
    var doors = new ArrayList<KeptConnections>();
    try (var callers = Executors.newFixedThreadPool(CALLERS)) {
      for (var node : nodes) {
        doors.add(new KeptConnections(node.port(), "/api/orders", "importer"));
      }
      var placing =
          IntStream.range(0, orders)
              .mapToObj(i -> callers.submit(() -> doors.get(i % doors.size()).post(key(), BODY)))
              .toList();
      for (Future<String> placed : placing) {
        placed.get();
      }
    } finally {
      for (var door : doors) {
        door.close();
      }
    }
    while (confirmed(server, database) < before + orders) {
      Thread.sleep(100);
    }
  }

  private static long confirmed(Server server, String database) throws SQLException {
    try (var connection = server.connect(database);
        var statement =
            connection.prepareStatement(
                "select count(*) from event_log.domain_event where payload_type = ?")) {
      statement.setString(1, OrderConfirmed.class.getName());
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Processor time of the platform, of PostgreSQL and of the sandbox, in milliseconds. */
  private static double[] cpu(
      Server server, String database, List<PlatformNode> nodes, SandboxProcess sandbox)
      throws SQLException {
    return new double[] {
      nodes.stream().mapToDouble(PlatformNode::cpuMillis).sum(),
      Meter.cpuMillis(server, database)[0],
      Meter.millis(sandbox.handle())
    };
  }

  private static @Nullable Void watch(Server server, String database, Map<String, Integer> waits)
      throws SQLException {
    try (var connection = server.connect(database);
        var statement = connection.prepareStatement(WAITS)) {
      while (!Thread.currentThread().isInterrupted()) {
        try (var rows = statement.executeQuery()) {
          while (rows.next()) {
            waits.merge(rows.getString(1), rows.getInt(2), Integer::sum);
          }
        }
        Thread.sleep(20);
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  private static String most(Map<String, Integer> waits) {
    var all = waits.values().stream().mapToInt(Integer::intValue).sum();
    return waits.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(4)
        .map(
            wait ->
                String.format(
                    Locale.ROOT, "%s %.0f %%", wait.getKey(), 100.0 * wait.getValue() / all))
        .toList()
        .toString();
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }
}
