package io.daybook.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.books.Outside;
import io.daybook.app.books.Web;
import io.daybook.eventstore.testing.KillablePostgres;
import io.daybook.sandbox.SandboxServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Two processes of an earlier build take orders. One after the other is replaced by this build, on
 * the same database, while orders are placed; in between, while both builds run, a read model is
 * built anew by both and swapped.
 *
 * <p>Only with {@code -Ddaybook.upgrade.from=/somewhere/app/target/daybook-exec.jar}, the earlier
 * build. CONTRIBUTING.md says how to get one.
 */
@Tag("processes")
@EnabledIfSystemProperty(named = "daybook.upgrade.from", matches = ".+")
class RollingUpgradeIT {
  private static final int SHOPPERS = 4;
  private static final int ORDERS = Integer.getInteger("daybook.upgrade.orders", 60);
  private static final String MODEL = "/api/operations/projections/order-history";

  /** Logs and data stay where a run has failed. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  /** Those that a proxy would send requests to. */
  private final List<PlatformProcess> taking = new CopyOnWriteArrayList<>();

  private final AtomicInteger turn = new AtomicInteger();

  @Test
  void one_build_follows_the_other_and_nothing_is_refused_or_lost() throws Exception {
    try (var sandbox = new SandboxServer(0, 0, null);
        var postgres = new KillablePostgres(directory.resolve("postgres"));
        var first = former("first", postgres, sandbox);
        var second = former("second", postgres, sandbox);
        var customers = new Customers(this::url, List.of("TEA"))) {
      sandbox.tell(second.url("/api/webhooks/payments"), PlatformProcess.SECRET);
      comes(first);
      comes(second);
      TeaShop.open(customers);
      try (var shoppers = new Shoppers(SHOPPERS, () -> url("/api/orders"))) {
        shoppers.awaitMore(ORDERS);
        var before = System.nanoTime();
        replace(first);
        shoppers.awaitMore(ORDERS);
        var generation = rebuild(first);
        shoppers.awaitMore(ORDERS);
        replace(second);
        shoppers.awaitMore(ORDERS);
        var silence = Placed.longestSilenceSince(before, shoppers.placed);
        shoppers.end();

        var jdbc =
            new JdbcTemplate(new DriverManagerDataSource(postgres.jdbcUrl(), "postgres", ""));
        var shop = new TeaShop(jdbc, shoppers);
        shop.rest();
        var books = shop.compare(new Outside(sandbox));
        System.out.printf(
            "rolling upgrade: %d orders %s; no order was acknowledged for %d ms at the longest; put"
                + " off %s, without an answer %d; generation %d made by both builds; %d violations%n",
            shoppers.placed.size(),
            books.statuses(),
            silence.toMillis(),
            PutOff.byStatus(shoppers.putOff),
            shoppers.failures.size(),
            generation,
            books.violations.size());
        assertThat(books.violations).isEmpty();
        assertThat(new PlacedInLog(jdbc).whatIsWrongWith(shoppers.placed)).isEmpty();
        assertThat(shoppers.failures).isEmpty();
        assertThat(shoppers.putOff).allMatch(one -> one.status() == 503 && one.saysWhen());
        new Operator(this::url, customers, jdbc).rebuild();
        for (var process : taking) {
          var verdict = Web.get(process.url("/api/operations/log/verification"));
          assertThat(verdict.path("intact").asBoolean()).as("%s", verdict).isTrue();
        }
      }
    }
  }

  private static PlatformProcess former(
      String name, KillablePostgres postgres, SandboxServer sandbox) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var program =
        List.of(
            java,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            System.getProperty("daybook.upgrade.from"));
    return new PlatformProcess(
        program, name, postgres.jdbcUrl(), sandbox, directory, "--daybook.log.seal-every=2s");
  }

  private URI url(String path) {
    var there = List.copyOf(taking);
    return there.get(Math.floorMod(turn.getAndIncrement(), there.size())).url(path);
  }

  private void comes(PlatformProcess process) {
    process.awaitUp();
    taking.add(process);
  }

  /** It is sent nothing more, finishes what it has taken, and comes back as this build. */
  private void replace(PlatformProcess process) throws Exception {
    taking.remove(process);
    process.replace();
    comes(process);
  }

  /** Builds a read model anew while both builds are there. */
  private static int rebuild(PlatformProcess asked) throws Exception {
    var live = Web.get(asked.url(MODEL)).path("generation").asInt();
    var answer = Web.post(asked.url(MODEL + "/rebuild"), Map.of());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(300))
        .until(() -> Web.get(asked.url(MODEL)).path("generation").asInt(), number -> number > live);
  }
}
