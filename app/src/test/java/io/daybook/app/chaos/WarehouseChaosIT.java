package io.daybook.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.books.WarehouseBooks;
import io.daybook.app.books.Web;
import io.daybook.sandbox.SandboxServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Daybook and the sample of a warehouse work together over Kafka, while either side, the broker and
 * both databases are killed at random moments. Then everybody rests, and both sides' books must
 * agree to the unit.
 *
 * <p>{@code -Ddaybook.warehouse.orders=900 -Ddaybook.warehouse.kills=15} lets more than 10,000
 * events pass; {@code -Ddaybook.warehouse.seed=7} is another plan. Without kills it prints how long
 * each hop takes.
 */
@Tag("processes")
@Tag("long")
class WarehouseChaosIT {
  private static final int ORDERS = Integer.getInteger("daybook.warehouse.orders", 40);
  private static final int KILLS = Integer.getInteger("daybook.warehouse.kills", 5);
  private static final long SEED = Long.getLong("daybook.warehouse.seed", 20_261_129);

  /** Without kills few enough that nothing waits for anything, so that each hop is measured. */
  private static final int AT_ONCE = KILLS == 0 ? 3 : 12;

  private static final Duration REST = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofSeconds(KILLS > 5 ? 15 : 3);
  private static final List<String> SKUS =
      IntStream.range(0, 6).mapToObj(number -> "SKU-" + number).toList();

  /** Logs and data stay where a run has failed. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  @Test
  void whatever_is_killed_both_sides_agree_to_the_unit() throws Exception {
    try (var sandbox = new SandboxServer(0, 0, null);
        var victims = new WarehouseVictims(directory, sandbox);
        var customers = new Customers(victims::url, SKUS);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      victims.awaitUp();
      var daybook = jdbc(victims.jdbcUrl());
      var books = new WarehouseBooks(daybook, jdbc(victims.jdbcUrlOfWarehouse()));
      open(customers, victims.warehouse(), daybook);

      var began = System.nanoTime();
      var shoppers = shop(customers, victims.warehouse(), threads);
      kill(victims, customers);
      for (var shopper : shoppers) {
        shopper.get();
      }
      victims.awaitUp();
      var discarded = rest(victims, books, daybook);
      var took = Duration.ofNanos(System.nanoTime() - began);
      books.compare();
      var topics = TopicReading.of(victims.kafka());
      System.out.printf(
          "warehouse: seed %d, %d orders, %d events in %d messages (%d came again), killed %s, parcels %s,"
              + " %d refused and discarded, in %ds%n",
          SEED,
          customers.acknowledged.size(),
          topics.distinct(),
          topics.messages(),
          topics.messages() - topics.distinct(),
          victims.kills(),
          books.picks(),
          discarded,
          took.toSeconds());
      System.out.printf(
          "warehouse: %d lost, %d doubled effects, %d out of order%n",
          books.lost.size(), books.doubled.size(), books.outOfOrder.size() + topics.outOfOrder());
      if (KILLS == 0) { // else outages would be measured
        new WarehouseHops(daybook, jdbc(victims.jdbcUrlOfWarehouse())).print();
      }
      assertThat(books.lost).isEmpty();
      assertThat(books.doubled).isEmpty();
      assertThat(books.outOfOrder).isEmpty();
      assertThat(topics.outOfOrder()).isZero();
      assertThat(customers.acknowledged).hasSize(ORDERS).doesNotHaveDuplicates();
      assertThat(books.picks().getOrDefault("CONFIRMED", 0L)).isGreaterThan(ORDERS / 2);
      assertThat((long) discarded).isEqualTo(books.picks().getOrDefault("CALLED_BACK", 0L));
    }
  }

  private static JdbcTemplate jdbc(String url) {
    return new JdbcTemplate(new DriverManagerDataSource(url, "postgres", ""));
  }

  /** The first goods come through the gate; orders are placed when Daybook has heard of them. */
  private static void open(Customers customers, WarehouseProcess warehouse, JdbcTemplate daybook) {
    for (var sku : SKUS) {
      var price = Map.of("amount", "2.50", "currency", "GBP");
      customers.post("/api/products", Map.of("sku", sku, "name", sku, "price", price), "");
      warehouse.bring("first", sku, 3 * ORDERS);
    }
    await()
        .until(
            () ->
                daybook
                    .queryForList(
                        "select 1 from event_log.domain_event where payload_type like '%.StockReceived'")
                    .size(),
            received -> received == SKUS.size());
  }

  private static List<Future<?>> shop(
      Customers customers, WarehouseProcess warehouse, ExecutorService threads) {
    var shoppers = new ArrayList<Future<?>>();
    var atOnce = new Semaphore(AT_ONCE);
    for (int i = 0; i < ORDERS; i++) {
      var number = i;
      shoppers.add(
          threads.submit(
              () -> {
                atOnce.acquireUninterruptibly();
                try {
                  order(customers, number);
                  if (number % 3 == 0) { // goods come all the while
                    warehouse.bring(
                        "paper-" + number, SKUS.get(number % SKUS.size()), 1 + number % 7);
                  }
                } finally {
                  atOnce.release();
                }
              }));
    }
    return shoppers;
  }

  /** One in six thinks better of it, at some moment: before, while or after the parcel leaves. */
  private static void order(Customers customers, int number) {
    var random = new Random(SEED + number);
    var first = SKUS.get(random.nextInt(SKUS.size()));
    var second = SKUS.get(random.nextInt(SKUS.size()));
    var order =
        Map.of(
            "customerId",
            "customer-" + number % 50,
            "lines",
            List.of(
                Map.of("sku", first, "quantity", 1 + random.nextInt(2)),
                Map.of("sku", second, "quantity", 1)),
            "deliveryAddress",
            Map.of(
                "recipient", "Ada",
                "street", number + " St",
                "city", "London",
                "postalCode", "SW1",
                "country", "GB"),
            "paymentToken",
            "tok_visa");
    var placed = customers.post("/api/orders", order, "warehouse-" + number);
    assertThat(placed.status()).isEqualTo(201);
    var id = placed.body().path("orderId").asString();
    customers.acknowledged.add(id);
    LockSupport.parkNanos(Duration.ofMillis(random.nextInt(1_000)).toNanos());
    if (random.nextInt(6) == 0) {
      customers.post(
          "/api/orders/" + id + "/cancellation", Map.of("reason", "thought better of it"), "");
    }
  }

  /**
   * Spreads the kills over the orders. While the platform is away nothing is ordered, and the next
   * one is killed all the same.
   */
  private static void kill(WarehouseVictims victims, Customers customers) throws Exception {
    var random = new Random(SEED);
    for (int kill = 0; kill < KILLS; kill++) {
      var next = (kill + 1) * ORDERS / (KILLS + 1);
      var patience = System.nanoTime() + PATIENCE.toNanos();
      await()
          .atMost(REST)
          .pollInterval(Duration.ofMillis(1 + random.nextInt(20)))
          .until(() -> customers.acknowledged.size() >= next || System.nanoTime() > patience);
      victims.kill(kill, random);
    }
    victims.awaitUp();
  }

  /**
   * Waits until nothing is under way on either side. A parcel that had left when its order was
   * cancelled is refused, and put aside; its message is discarded by an operator, since the
   * warehouse has called the parcel back by then.
   *
   * @return how many were discarded
   */
  private static int rest(WarehouseVictims victims, WarehouseBooks books, JdbcTemplate daybook) {
    var discarded = new ArrayList<String>();
    await()
        .atMost(REST)
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              var messages = victims.url("/api/operations/inbox/messages?first=200");
              for (var message : Web.get(messages)) {
                var id = message.path("id").asString();
                assertThat(message.path("reason").asString())
                    .contains("dispatch-only-while-picking");
                var answer =
                    Web.delete(
                        victims.url(
                            "/api/operations/inbox/messages/" + id + "?reason=called+back"));
                assertThat(answer.statusCode()).isEqualTo(200);
                discarded.add(id);
              }
              assertThat(unfinished(daybook)).isZero();
              assertThat(books.underWay()).isZero();
              assertThat(Web.get(messages)).isEmpty();
            });
    return discarded.size();
  }

  /** Orders that are neither shipped nor cancelled. */
  private static int unfinished(JdbcTemplate daybook) {
    return daybook
        .queryForList(
            """
            select stream from event_log.domain_event where payload_type like '%.OrderPlaced'
            except
            select stream from event_log.domain_event where payload_type ~ '\\.(OrderShipped|OrderCancelled)$'
            """)
        .size();
  }
}
