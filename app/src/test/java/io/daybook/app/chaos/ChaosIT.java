package io.daybook.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.books.Books;
import io.daybook.app.books.Outside;
import io.daybook.sandbox.SandboxServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
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
  private static final int ORDERS = Integer.getInteger("daybook.chaos.orders", 100);
  private static final int KILLS = Integer.getInteger("daybook.chaos.kills", 3);
  private static final int PROCESSES = Integer.getInteger("daybook.chaos.processes", 1);
  private static final long SEED = Long.getLong("daybook.chaos.seed", 20_261_121);

  /** Logs and data stay where a run has failed. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  @Test
  void whatever_is_killed_the_books_agree() throws Exception {
    try (var sandbox = new SandboxServer(0, 0, null);
        var victims = new Victims(directory, sandbox, PROCESSES, SEED);
        var customers = new Customers(victims::url, ChaosShop.SKUS);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var jdbc = new JdbcTemplate(new DriverManagerDataSource(victims.jdbcUrl(), "postgres", ""));
      victims.awaitUp();
      var shop = new ChaosShop(customers, ORDERS, SEED);
      shop.open();
      var faults = new ChaosFaults(sandbox.faults(), SEED);
      faults.begin();

      var shoppers = shop.shop(threads);
      kill(victims, customers, faults);
      for (var shopper : shoppers) {
        shopper.get();
      }
      victims.awaitUp();
      faults.end();
      var operator = new Operator(victims::url, customers, jdbc);
      var resumed = operator.rest();
      operator.haveOneComeBack();
      resumed += operator.rest();
      var books = new Books(jdbc);
      shop.compare(books, new Outside(sandbox));
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

  /**
   * Spreads the kills over the orders: after so many more acknowledged ones, the next. Between two
   * of them a cable is pulled, or one side of the outside is away for longer than any call is
   * repeated before it is parked.
   */
  private static void kill(Victims victims, Customers customers, ChaosFaults faults)
      throws Exception {
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
        case 0 -> victims.pullTheCable(ChaosFaults.AWAY.dividedBy(3));
        case 1 -> faults.outage("payments");
        default -> faults.outage("carrier");
      }
    }
  }
}
