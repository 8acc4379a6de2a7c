package io.daybook.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.books.Books;
import io.daybook.app.books.Outside;
import io.daybook.app.books.Web;
import io.daybook.app.chaos.Cluster.Blow;
import io.daybook.sandbox.SandboxServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Orders are placed in a cluster of processes that have divided the roles, under a random plan of
 * faults, while any process, either server of PostgreSQL and the broker die at random moments, and
 * standbys take over. Then everybody rests: no acknowledged order is lost or doubled, Kafka was
 * told of each event, and the books agree.
 *
 * <p>Only with {@code -Ddaybook.cluster.orders=2000}, and {@code -Ddaybook.cluster.kills=30
 * -Ddaybook.cluster.failovers=2 -Ddaybook.cluster.seed=7}. There are four processes, which is what
 * two cores bear: two with the roles command and query, and two with saga, projection and relay;
 * {@code -Ddaybook.cluster.processes=6} takes queries from commands and sagas from projections, and
 * {@code =8} has two for each of command, saga (with relay), projection and query.
 */
@Tag("processes")
@EnabledIfSystemProperty(named = "daybook.cluster.orders", matches = "\\d+")
class ClusterChaosIT {
  private static final int ORDERS = Integer.getInteger("daybook.cluster.orders", 150);
  private static final int KILLS = Integer.getInteger("daybook.cluster.kills", 4);
  private static final int FAILOVERS = Integer.getInteger("daybook.cluster.failovers", 1);
  private static final int PROCESSES = Integer.getInteger("daybook.cluster.processes", 4);
  private static final long SEED = Long.getLong("daybook.cluster.seed", 20_261_129);

  /** Logs and data stay where a run has failed. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private final Map<Blow, List<Long>> silences = new EnumMap<>(Blow.class);

  @Test
  void whatever_dies_nothing_is_lost_and_the_books_agree() throws Exception {
    try (var sandbox = new SandboxServer(0, 0, null);
        var cluster = new Cluster(directory, sandbox, PROCESSES, SEED);
        var customers = new Customers(cluster::url, ChaosShop.SKUS);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      cluster.awaitUp();
      var shop = new ChaosShop(customers, ORDERS, SEED);
      shop.open();
      var faults = new ChaosFaults(sandbox.faults(), SEED);
      faults.begin();

      var began = System.nanoTime();
      var shoppers = shop.shop(threads);
      strike(cluster, customers, faults);
      for (var shopper : shoppers) {
        shopper.get();
      }
      cluster.awaitUp();
      faults.end();
      var jdbc =
          new JdbcTemplate(new DriverManagerDataSource(cluster.primaryUrl(), "postgres", ""));
      var operator = new Operator(cluster::url, customers, jdbc);
      var resumed = operator.rest();
      var took = Duration.ofNanos(System.nanoTime() - began);
      operator.haveOneComeBack();
      resumed += operator.rest();
      var books = new Books(jdbc);
      shop.compare(books, new Outside(sandbox));
      books.reconciliationFindsNothing(operator.reconcile());
      operator.rebuild();
      var topics = new ToldOfLog(cluster::url, jdbc, cluster.kafka()).compare();
      var violations = new ArrayList<>(books.violations);
      violations.addAll(new PlacedInLog(jdbc).whatIsWrongWith(customers.placed));
      violations.addAll(topics.wrong());
      violations.addAll(unexpected(cluster, customers));
      System.out.printf(
          "cluster: seed %d, %d processes, %d orders %s in %ds; no order was acknowledged for (ms,"
              + " around each) %s; put off %s, the longest after %d ms; ended by themselves %s%n",
          SEED,
          cluster.processes(),
          customers.acknowledged.size(),
          books.statuses(),
          took.toSeconds(),
          silences,
          PutOff.byStatus(customers.putOff),
          PutOff.longest(customers.putOff).toMillis(),
          cluster.ended);
      System.out.printf(
          "cluster: faults %s, %d resumed by the operator, Kafka was told of %d events in %d"
              + " messages, %d violations%n",
          new TreeMap<>(sandbox.faults().injected()),
          resumed,
          topics.live().distinct(),
          topics.live().messages(),
          violations.size());
      assertThat(violations).isEmpty();
      assertThat(customers.acknowledged).hasSize(ORDERS).doesNotHaveDuplicates();
      for (var node : cluster.having("command")) {
        var verdict = Web.get(node.process().url("/api/operations/log/verification"));
        assertThat(verdict.path("intact").asBoolean()).as("%s: %s", node, verdict).isTrue();
      }
    }
  }

  /**
   * Processes that gave up after they had started, and answers that do not say when to come again.
   */
  private static List<String> unexpected(Cluster cluster, Customers customers) {
    var unexpected = new ArrayList<String>();
    cluster.ended.stream()
        .filter(ClusterNode.Ended::hadStarted)
        .forEach(one -> unexpected.add(one.toString()));
    customers.putOff.stream()
        .filter(one -> !one.saysWhen())
        .forEach(one -> unexpected.add(one.toString()));
    return unexpected;
  }

  /** Each kind of kill in turn, from then on by chance and a process every other time. */
  private static List<Blow> plan(Random random) {
    var others = List.of(Blow.STANDBY, Blow.BROKER, Blow.PRIMARY_CRASHES);
    var blows = new ArrayList<Blow>();
    for (int kill = 0; kill < KILLS; kill++) {
      if (kill < others.size() + 1) {
        blows.add(kill == 0 ? Blow.NODE : others.get(kill - 1));
      } else {
        blows.add(random.nextBoolean() ? Blow.NODE : others.get(random.nextInt(others.size())));
      }
    }
    for (int failover = 0; failover < FAILOVERS; failover++) {
      blows.add((failover + SEED) % 2 == 0 ? Blow.PRIMARY_CUT_OFF : Blow.PRIMARY_KILLED);
    }
    Collections.shuffle(blows, random);
    return blows;
  }

  /**
   * Spreads the blows over the orders: after so many more acknowledged ones, the next. After some
   * of them one side of the outside is away, too.
   */
  private void strike(Cluster cluster, Customers customers, ChaosFaults faults) throws Exception {
    var random = new Random(SEED);
    var blows = plan(random);
    for (int number = 0; number < blows.size(); number++) {
      var blow = blows.get(number);
      awaitAcknowledged(customers, (number + 1) * ORDERS / (blows.size() + 1), random);
      var before = System.nanoTime();
      cluster.strike(blow);
      if (blow.isFailover()) {
        awaitMore(customers, 5, random);
        cluster.heal();
        awaitMore(customers, 5, random); // a former primary that lives would take them, if asked
        cluster.rebuild();
      }
      awaitMore(customers, 1, random);
      silences
          .computeIfAbsent(blow, _ -> new ArrayList<>())
          .add(Placed.longestSilenceSince(before, customers.placed).toMillis());
      switch (number % 3) {
        case 0 -> faults.outage("payments");
        case 1 -> faults.outage("carrier");
        default -> {} // the next blow comes at once
      }
    }
  }

  private static void awaitMore(Customers customers, int orders, Random random) {
    awaitAcknowledged(customers, Math.min(ORDERS, customers.placed.size() + orders), random);
  }

  private static void awaitAcknowledged(Customers customers, int orders, Random random) {
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(1 + random.nextInt(20)))
        .until(() -> customers.placed.size() >= orders);
  }
}
