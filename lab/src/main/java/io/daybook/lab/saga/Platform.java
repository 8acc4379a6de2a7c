package io.daybook.lab.saga;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * Daybook in two processes: a shop, which takes orders (role {@code command}), and the coordinator
 * of the sagas (role {@code saga}), which can be killed.
 */
final class Platform implements AutoCloseable {
  private static final int SHOP = 0;
  private static final int COORDINATOR = 1;

  private final Cluster cluster;

  /** Is there, but for the platform's own processes. */
  Platform(Path jar) throws IOException {
    cluster =
        new Cluster(
            jar, List.of(new Cluster.Node("command", "command"), new Cluster.Node("saga", "saga")));
  }

  /** Starts the platform's own processes. */
  void start() throws IOException, InterruptedException {
    cluster.start();
  }

  PlatformProcess coordinator() {
    return cluster.node(COORDINATOR);
  }

  /** A product of which there are many. */
  String product() throws IOException, InterruptedException {
    return cluster.product();
  }

  /** One piece of a product is ordered; the answer is its id. */
  String order(String sku) throws IOException, InterruptedException {
    return cluster.order(SHOP, sku, "ada", "ada", "tok_visa");
  }

  /** What has happened to an order by now, in the order of the log. */
  List<String> events(String order) throws SQLException {
    return cluster.ask(
        "select payload_type from event_log.domain_event where payload::text like '%"
            + order
            + "%' or stream like '%"
            + order
            + "' order by position");
  }

  /** How many sessions wait for the lock of another, or are prepared. */
  int waiting() throws SQLException {
    return Integer.parseInt(
        cluster
            .ask(
                "select (select count(*) from pg_locks where not granted) + (select count(*) from"
                    + " pg_prepared_xacts)")
            .getFirst());
  }

  @Override
  public void close() throws IOException {
    cluster.close();
  }
}
