package io.daybook.app.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import io.daybook.app.PoolsAtRest;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every endpoint and every query is asked over and over by eight callers. Then nothing is gone: no
 * connection, no thread, no memory; and nobody waits.
 *
 * <p>{@code -Ddaybook.soak.requests=20000} makes it longer.
 */
class SoakIT extends PlatformForTests {
  private static final int REQUESTS = Integer.getInteger("daybook.soak.requests", 600);
  private static final int CALLERS = 8;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** The log, its caches and the read tables' pages in memory may grow with what is written. */
  private static final long BYTES_PER_REQUEST = 6_000;

  private static final long SOME_BYTES = 16_000_000;

  @Autowired ListableBeanFactory beans;
  @Autowired GraphQlSource graphQl;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mappings;

  /** Pools that grow to their size as they are used, and threads of this client. */
  private static final String POOLED =
      "command-#|outside-call-#|sandbox-#|http-nio-auto-#-exec-#|HttpClient-#-Worker-#";

  private record Rest(Map<String, Long> threads, long heap) {
    static Rest now() {
      System.gc();
      var threads =
          Thread.getAllStackTraces().keySet().stream()
              .map(thread -> thread.getName().replaceAll("[0-9]+", "#"))
              .filter(name -> !name.matches(POOLED))
              .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
      return new Rest(threads, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    long threadCount() {
      return threads.values().stream().mapToLong(count -> count).sum();
    }
  }

  @Test
  void after_many_requests_to_everything_nothing_is_gone() throws Exception {
    var all = everything();
    for (var rare : all.stream().filter(SoakQuestion::isRare).toList()) {
      ask(rare);
    }
    var often = all.stream().filter(asked -> !asked.isRare()).toList();
    soak(often, REQUESTS / 2, 1);
    awaitRest();
    var half = Rest.now();
    soak(often, REQUESTS / 2, 2);
    awaitRest();
    var end = Rest.now();
    System.out.printf(
        "soak: %d kinds of requests, %d asked; threads %d and %d; heap %d and %d kB%n",
        all.size(),
        REQUESTS,
        half.threadCount(),
        end.threadCount(),
        half.heap() / 1000,
        end.heap() / 1000);
    assertThat(end.threadCount())
        .as("threads, first %s then %s", half.threads(), end.threads())
        .isLessThanOrEqualTo(half.threadCount() + 4);
    assertThat(end.heap() - half.heap())
        .as("bytes more after as many requests again")
        .isLessThan(SOME_BYTES + BYTES_PER_REQUEST * REQUESTS / 2);
  }

  private void soak(List<SoakQuestion> all, int count, int seed) throws Exception {
    var random = new Random(seed);
    var next = new ArrayList<SoakQuestion>();
    for (int i = 0; i < count; i++) {
      next.add(all.get(i < all.size() ? i : random.nextInt(all.size())));
    }
    var answers = new ArrayList<Future<?>>();
    try (var callers = Executors.newFixedThreadPool(CALLERS)) {
      next.forEach(asked -> answers.add(callers.submit(() -> ask(asked))));
    }
    for (var answer : answers) {
      try {
        answer.get();
      } catch (ExecutionException failed) {
        throw new AssertionError(failed.getCause());
      }
    }
  }

  private void ask(SoakQuestion asked) {
    var body = asked.body().get();
    var answer =
        asked.method().equals("GET")
            ? exchange("GET", asked.path(), "")
            : exchange(
                asked.method(),
                asked.path(),
                JSON.writeValueAsString(body),
                "Idempotency-Key",
                UUID.randomUUID().toString());
    assertThat(answer.statusCode()).as("%s answers %s", asked, answer.body()).isLessThan(500);
    if (asked.path().equals("/graphql")) {
      assertThat(JSON.readTree(answer.body()).path("errors").isMissingNode())
          .as("%s answers %s", body, answer.body())
          .isTrue();
    }
  }

  private List<SoakQuestion> everything() {
    var sku = product("SOAK-", "3.00", 1_000_000);
    var order = place("tok_visa", Map.of(sku, 2));
    awaitStatus(order, "PICKING");
    var names =
        Map.of(
            "{sku}", sku,
            "{id}", order,
            "{orderId}", order,
            "{name}", "stock");
    Map<String, Supplier<Object>> bodies =
        Map.of(
            "POST /api/orders", () -> order("tok_visa", Map.of(sku, 1)),
            "POST /api/products",
                () ->
                    Map.of(
                        "sku",
                        "S-" + UUID.randomUUID().toString().substring(0, 8),
                        "name",
                        "Soaked",
                        "price",
                        pounds("1.00")),
            "PUT /api/products/{sku}/name", () -> Map.of("name", "Soaked"),
            "PUT /api/products/{sku}/price", () -> Map.of("price", pounds("3.00")),
            "POST /api/stock/{sku}/receipts",
                () -> Map.of("receiptId", UUID.randomUUID().toString(), "quantity", 1),
            "POST /api/stock/{sku}/adjustments",
                () -> Map.of("countedOnHand", 900_000, "reason", "soak"));
    var all = new ArrayList<>(SoakQuestion.endpoints(mappings, names, bodies));
    all.addAll(
        SoakQuestion.queries(
            graphQl.schema(),
            Map.ofEntries(
                Map.entry("id", "\"" + order + "\""),
                Map.entry("orderId", "\"" + order + "\""),
                Map.entry("from", "\"2026-01-01\""),
                Map.entry("to", "\"2026-12-31\""),
                Map.entry("auditLog.from", "\"2026-01-01T00:00:00Z\""),
                Map.entry("auditLog.to", "\"2036-01-01T00:00:00Z\""),
                Map.entry("orderDiff.from", "{atVersion: 0}"),
                Map.entry("orderDiff.to", "{atVersion: 0}"),
                Map.entry("causalTree.correlationId", "\"nobody\""),
                Map.entry("sku", "\"" + sku + "\""),
                Map.entry("orderStatuses.from", "\"2026-01-01T00:00:00Z\""),
                Map.entry("orderStatuses.to", "\"2026-12-31T00:00:00Z\""))));
    for (var path : List.of("/actuator/health", "/actuator/metrics/hikaricp.connections.usage")) {
      all.add(new SoakQuestion("GET", path, Map::of));
    }
    assertThat(all).hasSizeGreaterThan(35);
    return all.stream().filter(asked -> asked.path().startsWith("/")).toList();
  }

  /** What was begun is done, and what was taken is back. */
  private void awaitRest() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(
                      jdbc.queryForObject(
                          """
                          select count(*) from outside.call
                           where done_at is null and parked_at is null
                          """,
                          Long.class))
                  .as("calls under way")
                  .isZero();
              PoolsAtRest.assertAtRest(beans);
            });
  }
}
