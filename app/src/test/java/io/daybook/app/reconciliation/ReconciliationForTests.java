package io.daybook.app.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import io.daybook.eventstore.testing.PrincipalForTests;
import io.daybook.sandbox.Faults;
import io.daybook.sandbox.SandboxServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A platform whose books are compared when a test says so, and hands that reach into the outside.
 */
@TestPropertySource(
    properties = {"daybook.reconciliation.cron=-", "daybook.reconciliation.settled-after=0s"})
public abstract class ReconciliationForTests extends PlatformForTests {
  protected static final String RUNS = "/api/operations/reconciliations";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Autowired protected SandboxServer sandbox;
  protected CommandGateway commands;

  @Autowired
  void sendCommandsThrough(CommandBus bus) {
    commands = PrincipalForTests.gateway(bus);
  }

  protected final String token = "tok_" + UUID.randomUUID().toString().replace("-", "");

  @AfterEach
  protected void everythingWorksAgain() {
    sandbox.faults().plan(new Faults.Plan(0, List.of()));
  }

  /** Has all books compared, and answers the report. */
  protected JsonNode reconcile() {
    var started = post(RUNS, Map.of());
    assertThat(started.status()).isEqualTo(202);
    return awaitEnd(started.body().path("id").asString());
  }

  protected JsonNode reconcileSince(Instant since) {
    var started = post(RUNS, Map.of("since", since.toString()));
    return awaitEnd(started.body().path("id").asString());
  }

  /** A moment that divides before from after also for the provider, which knows only seconds. */
  protected static Instant nextSecond() {
    var next = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    await().until(() -> Instant.now().isAfter(next));
    return next;
  }

  protected JsonNode awaitEnd(String id) {
    await().atMost(PATIENCE).until(() -> !report(id).path("outcome").asString().equals("RUNNING"));
    return report(id);
  }

  protected JsonNode report(String id) {
    return send("GET", RUNS + "/" + id, "").body();
  }

  protected static JsonNode book(JsonNode report, String name) {
    return report
        .path("books")
        .valueStream()
        .filter(book -> book.path("book").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  protected static List<JsonNode> findings(JsonNode report, String field, String value) {
    return report
        .path("discrepancies")
        .valueStream()
        .filter(one -> one.path(field).asString("").equals(value))
        .toList();
  }

  /** The one difference of an entry, as a report has it. */
  protected static void assertFound(
      JsonNode report, String subject, String news, String kind, String order) {
    assertThat(report.path("outcome").asString()).as(report.toString()).isEqualTo("COMPLETE");
    assertThat(findings(report, "subject", subject))
        .as(report.toString())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.path("news").asString()).isEqualTo(news);
              assertThat(one.path("kind").asString()).isEqualTo(kind);
              assertThat(one.path("orderId").asString("none")).isEqualTo(order);
            });
  }

  /** Types on an order's timeline that are about differences, once the projection shows so many. */
  protected void assertOnTimeline(String order, String... types) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        query(
                                "{orderTimeline(orderId: \"%s\") {edges {node {type}}}}"
                                    .formatted(order))
                            .path("orderTimeline")
                            .path("edges")
                            .valueStream()
                            .map(edge -> edge.path("node").path("type").asString())
                            .filter(type -> type.startsWith("Discrepancy")))
                    .containsExactly(types));
  }

  protected String picking(String sku) {
    var order = place(token, Map.of(sku, 1));
    awaitStatus(order, "PICKING");
    awaitQuiet(order);
    return order;
  }

  protected void awaitCancelled(String order) {
    awaitStatus(order, "CANCELLED");
    awaitQuiet(order);
  }

  /** An outcome is in the log a moment before its call is done. */
  protected void awaitQuiet(String order) {
    awaitNoCall(order, "parked_at is null");
  }

  /** What was given up is done as well. */
  protected void awaitDone(String order) {
    awaitNoCall(order, "true");
  }

  private void awaitNoCall(String order, String kind) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                jdbc.queryForObject(
                        "select count(*) from outside.call where order_id = ? and port <> 'MAIL'"
                            + " and done_at is null and "
                            + kind,
                        Integer.class,
                        order)
                    == 0);
  }

  protected void awaitParked(String order, String action) {
    await()
        .atMost(PATIENCE)
        .alias(order + " is parked at " + action)
        .until(
            () ->
                query("{fulfilment(orderId: \"" + order + "\") {parked {action}}}")
                    .toString()
                    .contains(action));
  }

  protected void operate(String order, String what, Object body) {
    assertThat(post("/api/operations/fulfilments/" + order + "/" + what, body).status())
        .isEqualTo(204);
  }

  protected void skip(String order, String action) {
    operate(order, "skip", Map.of("action", action, "reason", "by hand"));
  }

  /** One thing goes wrong from now on, wherever a text occurs in the request. */
  protected void fail(String operation, String match, Faults.Kind fault) {
    var rule = new Faults.Rule(operation, match, fault, 1, 2_000, null);
    sandbox.faults().plan(new Faults.Plan(1, List.of(rule)));
  }

  protected String referenceOf(String order) {
    return jdbc.queryForObject(
        """
        select payload ->> 'providerReference' from event_log.domain_event
         where stream = ? and payload_type like '%.PaymentAuthorized'
        """,
        String.class, order.replace("order-", "payment-"));
  }

  protected String bookingOf(String order) {
    var key = order.replace("order-", "shipment-") + "/book";
    return UUID.nameUUIDFromBytes(key.getBytes(java.nio.charset.StandardCharsets.UTF_8)).toString();
  }

  /** Reaches into the outside, past the platform. */
  protected JsonNode outside(String method, String path, String type, String body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + sandbox.port() + path))
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
      return JsonMapper.shared().readTree(answer.body().isEmpty() ? "{}" : answer.body());
    } catch (java.io.IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  protected JsonNode provider(String path, String form) {
    return outside("POST", "/v1/" + path, "application/x-www-form-urlencoded", form);
  }

  protected void carrier(String method, String booking) {
    outside(method, "/carrier/bookings/" + booking, "application/json", "{\"items\": []}");
  }
}
