package io.daybook.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.sandbox.Faults;
import io.daybook.sandbox.Faults.Kind;
import io.daybook.sandbox.Faults.Rule;
import io.daybook.sandbox.SandboxServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Orders are placed under a random plan of faults while the platform and PostgreSQL are killed at
 * random moments; then everybody rests, and the books must agree.
 *
 * <p>{@code -Ddaybook.chaos.orders=5000 -Ddaybook.chaos.kills=60 -Ddaybook.chaos.seed=7} makes it
 * longer and different.
 */
class ChaosIT {
  private static final int ORDERS = Integer.getInteger("daybook.chaos.orders", 300);
  private static final int KILLS = Integer.getInteger("daybook.chaos.kills", 5);
  private static final long SEED = Long.getLong("daybook.chaos.seed", 20_261_121);
  private static final int AT_ONCE = 24;
  private static final List<String> MODELS =
      List.of("order-history", "stock", "catalog", "fulfilment");
  private static final List<String> TABLES =
      List.of(
          "order_history.order_summary",
          "order_history.order_line",
          "order_history.timeline",
          "stock.stock_level",
          "stock.stock_movement",
          "catalog.product",
          "fulfilment.fulfilment_progress");

  @TempDir static Path directory;

  @Test
  void whatever_is_killed_the_books_agree() throws Exception {
    try (var sandbox = new SandboxServer(0, 0, null);
        var victims = new Victims(directory, sandbox);
        var customers = new Customers(victims::url, skus());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var jdbc = new JdbcTemplate(new DriverManagerDataSource(victims.jdbcUrl(), "postgres", ""));
      victims.awaitUp();
      open(customers);
      sandbox.faults().plan(plan());

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
      kill(victims, customers);
      for (var shopper : shoppers) {
        shopper.get();
      }
      victims.awaitUp();
      sandbox.faults().plan(new Faults.Plan(0, List.of()));
      var resumed = rest(jdbc, customers);

      var books = new Books(jdbc);
      books.everyAcknowledgedOrderHasEnded(customers.acknowledged);
      books.moneyAgrees(intents(sandbox));
      books.goodsAgree();
      books.reservationsAgree();
      books.shelvesAgree();
      books.shipmentsAgree(ask(sandbox, "/carrier/bookings").valueStream().toList());
      books.mailsAreUnique(ask(sandbox, "/mails").valueStream().toList());
      books.nothingIsSetAside();
      books.reconciliationFindsNothing(reconcile(victims, customers));
      var before = fingerprints(jdbc);
      rebuild(jdbc, customers, before);
      System.out.printf(
          "chaos: seed %d, %d orders %s, %d kills, faults %s, %d resumed by the operator, %d violations%n",
          SEED,
          customers.acknowledged.size(),
          books.statuses(),
          victims.kills(),
          new TreeMap<>(sandbox.faults().injected()),
          resumed,
          books.violations.size());
      assertThat(books.violations).isEmpty();
      assertThat(customers.acknowledged).hasSize(ORDERS).doesNotHaveDuplicates();
      var verdict = ask(URI.create(victims.url("/api/operations/log/verification").toString()));
      assertThat(verdict.path("intact").asBoolean()).isTrue();
    }
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

  private static Faults.Plan plan() {
    return new Faults.Plan(
        SEED,
        List.of(
            new Rule("*", "/v1/", Kind.RESET_BEFORE, 0.03, 0, null),
            new Rule("*", "/v1/", Kind.RESET_AFTER, 0.05, 0, null),
            new Rule("*", "/carrier/", Kind.RESET_BEFORE, 0.03, 0, null),
            new Rule("*", "/carrier/", Kind.RESET_AFTER, 0.05, 0, null),
            new Rule("*", null, Kind.ERROR, 0.05, 0, null),
            new Rule("*", null, Kind.RATE_LIMIT, 0.03, 0, null),
            new Rule("*", null, Kind.LATENCY, 0.10, 150, null),
            new Rule("payments.create", null, Kind.DECLINE, 0.03, 0, null),
            new Rule("webhook", null, Kind.DUPLICATE_WEBHOOK, 0.2, 0, null),
            new Rule("webhook", null, Kind.LOST_WEBHOOK, 0.2, 0, null)));
  }

  /** Spreads the kills over the orders: after so many more acknowledged ones, the next. */
  private static void kill(Victims victims, Customers customers) throws Exception {
    var random = new Random(SEED);
    for (int kill = 0; kill < KILLS; kill++) {
      var next = (kill + 1) * ORDERS / (KILLS + 1) + random.nextInt(5) - 2;
      await()
          .atMost(Duration.ofMinutes(5))
          .pollInterval(Duration.ofMillis(1 + random.nextInt(20)))
          .until(() -> customers.acknowledged.size() >= next);
      switch (kill % 4) {
        case 1 -> victims.killPostgres();
        case 3 -> victims.killBoth();
        default -> victims.killPlatform();
      }
    }
  }

  /** Waits until nothing moves any more; resumes what is parked, as an operator would. */
  private static int rest(JdbcTemplate jdbc, Customers customers) {
    var resumed = new AtomicInteger();
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              resumed.addAndGet(resumeParked(jdbc, customers));
              assertThat(moving(jdbc)).isEmpty();
              assertThat(
                      jdbc.queryForObject(
                          "select count(*) from order_history.order_summary", Integer.class))
                  .isEqualTo(customers.acknowledged.size());
            });
    return resumed.get();
  }

  private static int resumeParked(JdbcTemplate jdbc, Customers customers) {
    var parked =
        jdbc.queryForList("select distinct order_id from fulfilment.parked_action", String.class);
    for (var order : parked) {
      customers.post("/api/operations/fulfilments/" + order + "/resume", Map.of(), "");
    }
    return parked.size();
  }

  private static List<String> moving(JdbcTemplate jdbc) {
    return jdbc.queryForList(
        """
        select order_id || ' ' || step || ' ' || phase from fulfilment.fulfilment_progress
         where phase in ('RUNNING', 'COMPENSATING')
        union all
        select order_id || ' parked at ' || action from fulfilment.parked_action
        union all
        select order_id || ' ' || port || ' ' || coalesce(last_failure, 'is asked') from outside.call
         where done_at is null and (parked_at is null or action is not null)
         limit 20
        """,
        String.class);
  }

  /** Has the platform compare its own books with the sandbox's. */
  private static JsonNode reconcile(Victims victims, Customers customers) throws Exception {
    var run = customers.post("/api/operations/reconciliations", Map.of(), "");
    var report = victims.url("/api/operations/reconciliations/" + run.body().path("id").asString());
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> !ask(report).path("outcome").asString().equals("RUNNING"));
    return ask(report);
  }

  private static void rebuild(JdbcTemplate jdbc, Customers customers, List<String> before) {
    for (var model : MODELS) {
      customers.post("/api/operations/projections/" + model + "/rebuild", Map.of(), "");
    }
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(fingerprints(jdbc)).isEqualTo(before));
  }

  private static List<String> fingerprints(JdbcTemplate jdbc) {
    return TABLES.stream()
        .map(
            table ->
                jdbc.queryForObject(
                    "select coalesce(md5(string_agg(t::text, '' order by t::text)), 'empty') from "
                        + table
                        + " t",
                    String.class))
        .toList();
  }

  private static List<JsonNode> intents(SandboxServer sandbox) throws Exception {
    var all = new ArrayList<JsonNode>();
    String after = "";
    boolean more = true;
    while (more) {
      var page = ask(sandbox, "/v1/payment_intents?limit=100" + after);
      page.path("data").forEach(all::add);
      more = page.path("has_more").asBoolean();
      after = "&starting_after=" + (all.isEmpty() ? "" : all.getLast().path("id").asString());
    }
    return all;
  }

  private static JsonNode ask(SandboxServer sandbox, String path) throws Exception {
    return ask(URI.create("http://localhost:" + sandbox.port() + path));
  }

  private static JsonNode ask(URI uri) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var answer =
          http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      return JsonMapper.shared().readTree(answer.body());
    }
  }
}
