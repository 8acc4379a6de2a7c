package io.daybook.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.books.Books;
import io.daybook.app.books.Outside;
import io.daybook.app.books.Web;
import io.daybook.eventstore.testing.KillablePostgres;
import io.daybook.sandbox.SandboxServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Processes of the platform come and go while orders are placed all the time: segments follow
 * within seconds, and every order is confirmed once.
 */
@Tag("processes")
@Tag("long")
class NodesIT {
  /** It takes seconds, which are printed; on a busy machine it may take more of them. */
  private static final Duration FOLLOWS_WITHIN = Duration.ofMinutes(1);

  private static final int SHOPPERS = 2;
  private static final String SAGAS = "OrderFulfilmentSagaProcessor";

  /** What one customer leaves between two orders. */
  private static final Duration PAUSE = Duration.ofMillis(250);

  @TempDir static Path directory;

  private final List<PlatformProcess> live = new CopyOnWriteArrayList<>();

  /** A mail that was on its way when its process was killed waits for a person: it may be there. */
  private static final String OPEN_CALLS =
      """
      select * from outside.call
       where done_at is null and not (port = 'MAIL' and parked_at is not null)
      """;

  private final AtomicInteger turn = new AtomicInteger();

  @Test
  void segments_follow_the_processes_and_every_order_is_confirmed_once() throws Exception {
    try (var sandbox = new SandboxServer(0, 0, null);
        var postgres = new KillablePostgres(directory.resolve("postgres"));
        var first = platform("first", postgres, sandbox);
        var second = platform("second", postgres, sandbox);
        var customers = new Customers(this::url, List.of("TEA"));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var jdbc = new JdbcTemplate(new DriverManagerDataSource(postgres.jdbcUrl(), "postgres", ""));
      var watch = new SegmentWatch(jdbc);
      sandbox.tell(second.url("/api/webhooks/payments"), PlatformProcess.SECRET);
      comes(first);
      comes(second);
      watch.begin();
      open(customers);
      var shopping = new AtomicBoolean(true);
      for (int shopper = 0; shopper < SHOPPERS; shopper++) {
        var name = "shopper-" + shopper;
        threads.submit(() -> shop(customers, name, shopping));
      }

      try (var third = platform("third", postgres, sandbox)) {
        var two = watch.awaitEvenlyOver(live, FOLLOWS_WITHIN);
        comes(third);
        var three = watch.awaitEvenlyOver(live, FOLLOWS_WITHIN);
        assertThat(watch.segments().values()).allMatch(segments -> segments == 4);
        resize(third, SAGAS, 8, watch);
        resize(second, "order-history_g1", 6, watch);

        live.remove(first);
        first.kill();
        var killed = watch.awaitEvenlyOver(live, FOLLOWS_WITHIN);
        resize(second, SAGAS, 3, watch);

        live.remove(second);
        second.stop();
        var stopped = watch.awaitEvenlyOver(live, FOLLOWS_WITHIN);
        shopping.set(false);
        threads.shutdown();
        rest(jdbc, customers);
        watch.assertEachMovedByItsOwner();
        var books = compare(jdbc, customers, new Outside(sandbox));
        System.out.printf(
            "nodes: %d orders %s; evenly over two after %s, over three %s, after a kill %s, after a"
                + " stop %s%n",
            customers.acknowledged.size(), books.statuses(), two, three, killed, stopped);
        assertThat(books.violations).isEmpty();
      } finally {
        shopping.set(false); // or closing the threads waits for ever
      }
    }
  }

  private PlatformProcess platform(String name, KillablePostgres postgres, SandboxServer sandbox)
      throws Exception {
    return new PlatformProcess(name, postgres.jdbcUrl(), sandbox, directory);
  }

  private void comes(PlatformProcess process) {
    process.awaitUp();
    live.add(process);
  }

  /** At those that are up, in turn. */
  private java.net.URI url(String path) {
    var there = List.copyOf(live);
    return there.get(Math.floorMod(turn.getAndIncrement(), there.size())).url(path);
  }

  private static void open(Customers customers) {
    var price = Map.of("amount", "2.50", "currency", "GBP");
    customers.post("/api/products", Map.of("sku", "TEA", "name", "Tea", "price", price), "");
    customers.post("/api/stock/TEA/receipts", Map.of("receiptId", "r", "quantity", 1_000_000), "");
  }

  private static void shop(Customers customers, String name, AtomicBoolean shopping) {
    for (int number = 0; shopping.get(); number++) {
      var order =
          Map.of(
              "customerId",
              name,
              "lines",
              List.of(Map.of("sku", "TEA", "quantity", 1)),
              "deliveryAddress",
              Map.of(
                  "recipient", "Ada",
                  "street", "1 St",
                  "city", "London",
                  "postalCode", "SW1",
                  "country", "GB"),
              "paymentToken",
              "tok_visa");
      var placed = customers.post("/api/orders", order, name + "-" + number);
      customers.acknowledged.add(placed.body().path("orderId").asString());
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Asks any process, whoever has the segments. */
  private void resize(PlatformProcess asked, String processor, int number, SegmentWatch watch)
      throws Exception {
    var where = asked.url("/api/operations/processors/" + processor + "/segments");
    var answer = Web.put(where, Map.of("number", number));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(Web.get(where)).hasSize(number);
    watch.awaitEvenlyOver(live, FOLLOWS_WITHIN);
    assertThat(Web.put(where, Map.of("number", number)).statusCode()).isEqualTo(409);
    assertThat(Web.put(where, Map.of("number", 65)).statusCode()).isEqualTo(400);
  }

  /** Waits until each order is confirmed, and told of. */
  private static void rest(JdbcTemplate jdbc, Customers customers) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(
            () -> {
              assertThat(count(jdbc, "order_history_v2.order_summary where status = 'PICKING'"))
                  .isEqualTo(customers.acknowledged.size());
              assertThat(jdbc.queryForList(OPEN_CALLS)).isEmpty();
            });
    assertThat(count(jdbc, "event_log.domain_event where payload_type like '%.OrderConfirmed'"))
        .isEqualTo(customers.acknowledged.size());
    assertThat(
            count(
                jdbc,
                "(select stream from event_log.domain_event where payload_type like"
                    + " '%.OrderConfirmed' group by 1)"))
        .isEqualTo(customers.acknowledged.size());
  }

  private static int count(JdbcTemplate jdbc, String from) {
    var counted = jdbc.queryForObject("select count(*) from " + from, Integer.class);
    return counted == null ? -1 : counted;
  }

  private static Books compare(JdbcTemplate jdbc, Customers customers, Outside outside)
      throws Exception {
    var books = new Books(jdbc);
    books.everyAcknowledgedOrderHasEnded(customers.acknowledged);
    books.moneyAgrees(outside.intents());
    books.goods().stockAgrees();
    books.goods().reservationsAgree();
    books.shipmentsAgree(outside.bookings());
    books.mailsAreUnique(outside.mails());
    books.nothingIsSetAside();
    return books;
  }
}
