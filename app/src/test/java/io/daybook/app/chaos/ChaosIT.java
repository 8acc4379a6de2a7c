package io.daybook.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.books.Books;
import io.daybook.app.books.Outside;
import io.daybook.sandbox.Faults;
import io.daybook.sandbox.Faults.Kind;
import io.daybook.sandbox.Faults.Rule;
import io.daybook.sandbox.SandboxServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Orders are placed under a random plan of faults while the platform and PostgreSQL are killed at
 * random moments; then everybody rests, and the books must agree.
 *
 * <p>{@code -Ddaybook.chaos.orders=5000 -Ddaybook.chaos.kills=60 -Ddaybook.chaos.seed=7} makes it
 * longer and different; {@code -Ddaybook.chaos.processes=3} runs three processes of the platform,
 * any of which is killed.
 */
@Tag("processes")
class ChaosIT {
  private static final int ORDERS = Integer.getInteger("daybook.chaos.orders", 150);
  private static final int KILLS = Integer.getInteger("daybook.chaos.kills", 3);
  private static final int PROCESSES = Integer.getInteger("daybook.chaos.processes", 1);
  private static final long SEED = Long.getLong("daybook.chaos.seed", 20_261_121);
  private static final int AT_ONCE = 24;

  /**
   * The provider forgets its keys, and is away, for an hour or a day on a clock that runs faster.
   */
  private static final Duration KEY_LIFE = Duration.ofSeconds(10);

  private static final Duration AWAY = Duration.ofSeconds(12);

  /** Logs and data stay where a run has failed. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  @Test
  void whatever_is_killed_the_books_agree() throws Exception {
    try (var sandbox = new SandboxServer(0, 0, null);
        var victims = new Victims(directory, sandbox, PROCESSES, SEED);
        var customers = new Customers(victims::url, skus());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var jdbc = new JdbcTemplate(new DriverManagerDataSource(victims.jdbcUrl(), "postgres", ""));
      victims.awaitUp();
      open(customers);
      sandbox.faults().plan(plan());

      var shoppers = shop(customers, threads);
      kill(victims, customers, sandbox.faults());
      for (var shopper : shoppers) {
        shopper.get();
      }
      victims.awaitUp();
      sandbox.faults().plan(new Faults.Plan(0, List.of()));
      var operator = new Operator(victims, customers, jdbc);
      var resumed = operator.rest();
      var books = new Books(jdbc);
      compare(books, customers, new Outside(sandbox));
      books.reconciliationFindsNothing(operator.reconcile());
      operator.rebuild();
      System.out.printf(
          "chaos: seed %d, %d processes, %d orders %s, %d kills, faults %s, %d resumed by the operator, %d violations%n",
          SEED,
          PROCESSES,
          customers.acknowledged.size(),
          books.statuses(),
          victims.kills(),
          new TreeMap<>(sandbox.faults().injected()),
          resumed,
          books.violations.size());
      assertThat(books.violations).isEmpty();
      assertThat(customers.acknowledged).hasSize(ORDERS).doesNotHaveDuplicates();
      assertThat(operator.verify().path("intact").asBoolean()).isTrue();
    }
  }

  private static List<Future<?>> shop(Customers customers, ExecutorService threads) {
    var shoppers = new ArrayList<Future<?>>();
    var atOnce = new Semaphore(AT_ONCE);
    for (int i = 0; i < ORDERS; i++) {
      var number = i;
      shoppers.add(
          threads.submit(
              () -> {
                atOnce.acquireUninterruptibly();
                try {
                  customers.shop(number, SEED);
                } finally {
                  atOnce.release();
                }
              }));
    }
    return shoppers;
  }

  private static void compare(Books books, Customers customers, Outside outside) throws Exception {
    books.everyAcknowledgedOrderHasEnded(customers.acknowledged);
    books.moneyAgrees(outside.intents());
    var goods = books.goods();
    goods.stockAgrees();
    goods.reservationsAgree();
    goods.shelvesAgree();
    books.shipmentsAgree(outside.bookings());
    books.addressesAgree(outside.bookings(), customers::streetOf);
    books.mailsAreUnique(outside.mails());
    books.nothingIsSetAside();
  }

  private static List<String> skus() {
    return IntStream.range(0, 12).mapToObj(i -> (i == 11 ? "REFUSED-" : "SKU-") + i).toList();
  }

  /** Enough of everything, but for two. */
  private static void open(Customers customers) {
    for (var sku : skus()) {
      var price = Map.of("amount", "2.50", "currency", "GBP");
      customers.post("/api/products", Map.of("sku", sku, "name", sku, "price", price), "");
      var units = sku.endsWith("-3") || sku.endsWith("-4") ? 20 : 100 * ORDERS;
      customers.post(
          "/api/stock/" + sku + "/receipts", Map.of("receiptId", "r", "quantity", units), "");
    }
  }

  private static final List<Rule> FAULTS =
      List.of(
          new Rule("*", "/v1/", Kind.RESET_BEFORE, 0.03, 0, null),
          new Rule("*", "/v1/", Kind.RESET_AFTER, 0.05, 0, null),
          new Rule("*", "/carrier/", Kind.RESET_BEFORE, 0.03, 0, null),
          new Rule("*", "/carrier/", Kind.RESET_AFTER, 0.05, 0, null),
          new Rule("*", null, Kind.ERROR, 0.05, 0, null),
          new Rule("payments.*", null, Kind.STORED_ERROR, 0.02, 0, null),
          new Rule("payments.*", null, Kind.STORED_ERROR_AFTER, 0.02, 0, null),
          new Rule("*", null, Kind.RATE_LIMIT, 0.03, 0, null),
          new Rule("*", null, Kind.LATENCY, 0.10, 150, null),
          new Rule("payments.create", null, Kind.DECLINE, 0.03, 0, null),
          new Rule("webhook", null, Kind.DUPLICATE_WEBHOOK, 0.2, 0, null),
          new Rule("webhook", null, Kind.LOST_WEBHOOK, 0.2, 0, null));

  /** What goes wrong all the time, and what else does now; the provider forgets its keys early. */
  private static Faults.Plan plan(Rule... more) {
    return new Faults.Plan(
        SEED, Stream.concat(Stream.of(more), FAULTS.stream()).toList(), KEY_LIFE.toMillis());
  }

  /**
   * Spreads the kills over the orders: after so many more acknowledged ones, the next. Between two
   * of them a cable is pulled, or one side of the outside is away for longer than any call is
   * repeated before it is parked.
   */
  private static void kill(Victims victims, Customers customers, Faults faults) throws Exception {
    var random = new Random(SEED);
    for (int kill = 0; kill < KILLS; kill++) {
      var next = (kill + 1) * ORDERS / (KILLS + 1) + random.nextInt(5) - 2;
      await()
          .atMost(Duration.ofMinutes(5))
          .pollInterval(Duration.ofMillis(1 + random.nextInt(20)))
          .until(() -> customers.acknowledged.size() >= next);
      switch ((kill + kill / 3) % 3) { // in the long run, each with each of what follows
        case 0 -> victims.killPlatform();
        case 1 -> victims.killPostgres();
        default -> victims.killAll();
      }
      victims.awaitUp();
      switch (kill % 3) {
        case 0 -> victims.pullTheCable(AWAY.dividedBy(3));
        case 1 -> outage("payments", faults);
        default -> outage("carrier", faults);
      }
    }
  }

  private static void outage(String side, Faults faults) {
    faults.plan(plan(Rule.outage(side)));
    LockSupport.parkNanos(AWAY.toNanos());
    faults.plan(plan());
  }
}
