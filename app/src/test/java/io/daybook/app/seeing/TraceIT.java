package io.daybook.app.seeing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.daybook.web.access.Role;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One order is one trace, from the request to what others are told. */
class TraceIT extends TracedPlatform {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SUBSCRIPTIONS = "/api/webhook-subscriptions";
  private static final String CALLER = "00f067aa0ba902b7";

  @Test
  void an_order_is_one_trace_from_its_request_to_what_others_are_told() throws IOException {
    var merchant = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    merchant.createContext(
        "/",
        told -> {
          told.sendResponseHeaders(204, -1);
          told.close();
        });
    merchant.start();
    var subscription = subscribe("http://localhost:" + merchant.getAddress().getPort() + "/orders");
    try {
      follow();
    } finally {
      send("DELETE", SUBSCRIPTIONS + "/" + subscription, "", asMerchant());
      merchant.stop(0);
    }
  }

  private String subscribe(String url) {
    var subscribed =
        post(
            SUBSCRIPTIONS,
            Map.of("url", url, "types", List.of("daybook.order.placed.v1")),
            asMerchant());
    assertThat(subscribed.status()).as(subscribed.toString()).isEqualTo(201);
    return subscribed.body().path("id").asString();
  }

  private static String[] asMerchant() {
    return new String[] {
      "Authorization", bearer("merchant", Role.INTEGRATOR), "Idempotency-Key", "trace"
    };
  }

  private void follow() {
    var sku = product("TRACE-", "5.00", 10);
    var answer =
        post(
            "/api/orders",
            order("tok_visa", Map.of(sku, 1)),
            "Idempotency-Key",
            UUID.randomUUID().toString(),
            "Authorization",
            bearer("ada"),
            "traceparent",
            "00-" + TRACE + "-" + CALLER + "-01");
    assertThat(answer.status()).isEqualTo(201);
    awaitStatus(answer.body().path("orderId").asString(), "PICKING");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(spans(TRACE))
                    .extracting(SpanData::getName)
                    .contains(
                        "http post /api/orders",
                        "command PlaceOrder",
                        "append",
                        "follow OrderFulfilmentSagaProcessor",
                        "command AuthorizePayment",
                        "follow outside-calls",
                        "call PAYMENT",
                        "call CARRIER",
                        "command StartPicking",
                        "follow order-history",
                        "follow stock",
                        "deliver webhook"));
    assertThat(spans(TRACE).stream().filter(span -> span.getParentSpanId().equals(CALLER)))
        .extracting(SpanData::getName)
        .containsExactly("http post /api/orders");
    assertThatEachHasItsParentInTheTrace();
    assertThatTheLogSaysTheTrace(answer.body().path("orderId").asString());
  }

  /**
   * A Prometheus that finds one elsewhere refuses all of it (OpenMetrics 1.0: counters and buckets
   * of histograms have them).
   */
  @Test
  void only_totals_and_buckets_name_a_trace_in_what_prometheus_fetches() {
    place("tok_visa", Map.of(product("TRACE-", "5.00", 5), 1));
    assertThat(namesWithExemplars())
        .isNotEmpty()
        .allMatch(name -> name.endsWith("_bucket") || name.endsWith("_total"));
  }

  private List<String> namesWithExemplars() {
    var read =
        exchange(
            "GET",
            "/actuator/prometheus",
            "",
            "Authorization",
            bearer("scraper", Role.SCRAPER),
            "Accept",
            "application/openmetrics-text; version=1.0.0");
    return read.body()
        .lines()
        .filter(line -> !line.startsWith("#") && line.contains(" # {"))
        .map(line -> line.split("[{ ]", 2)[0])
        .toList();
  }

  /** What has its parent nowhere would be shown beside the tree. */
  private void assertThatEachHasItsParentInTheTrace() {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              var byId = new HashMap<String, SpanData>();
              spans(TRACE).forEach(span -> byId.put(span.getSpanId(), span));
              assertThat(byId.values())
                  .allMatch(
                      span ->
                          span.getParentSpanId().equals(CALLER)
                              || byId.containsKey(span.getParentSpanId()));
              var append = named("append", byId).getFirst();
              assertThat(byId.get(append.getParentSpanId()).getName()).startsWith("command ");
              var authorize = named("command AuthorizePayment", byId).getFirst();
              assertThat(byId.get(authorize.getParentSpanId()).getName())
                  .isEqualTo("follow OrderFulfilmentSagaProcessor");
              var call = named("call PAYMENT", byId).getFirst();
              assertThat(byId.get(call.getParentSpanId()).getName()).startsWith("command ");
            });
  }

  private static List<SpanData> named(String name, Map<String, SpanData> all) {
    return all.values().stream().filter(span -> span.getName().equals(name)).toList();
  }

  private void assertThatTheLogSaysTheTrace(String order) {
    assertThat(
            jdbc.queryForList(
                "select metadata ->> 'trace_parent' from event_log.domain_event where stream = ?",
                String.class,
                order))
        .isNotEmpty()
        .allMatch(trace -> trace.startsWith("00-" + TRACE) && !trace.contains(CALLER));
  }
}
