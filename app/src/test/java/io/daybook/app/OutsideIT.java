package io.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.sandbox.Faults;
import io.daybook.sandbox.Faults.Kind;
import io.daybook.sandbox.SandboxServer;
import io.daybook.schema.payment.PaymentCaptureRequested;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A payment provider and a carrier that fail in every way, and what the books say afterwards. */
class OutsideIT extends PlatformTest {
  @Autowired SandboxServer sandbox;
  @Autowired PlatformTransactionManager transactions;

  private final String token = "tok_" + UUID.randomUUID().toString().replace("-", "");

  @AfterEach
  void everythingWorksAgain() {
    sandbox.faults().plan(new Faults.Plan(0, List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "payments.create, ERROR",
    "payments.create, RATE_LIMIT",
    "payments.create, RESET_BEFORE",
    "payments.create, RESET_AFTER",
    "payments.capture, ERROR",
    "payments.capture, RESET_BEFORE",
    "payments.capture, RESET_AFTER",
    "carrier.book, ERROR",
    "carrier.book, RESET_BEFORE",
    "carrier.book, RESET_AFTER"
  })
  void a_call_that_fails_twice_is_made_until_it_is_known_and_its_work_is_done_once(
      String operation, Kind fault) {
    var sku = product("A-", "3.00", 5);
    fail(operation, fault, 2);
    var order = place(token, Map.of(sku, 2));
    awaitStatus(order, "PICKING");
    var intents = intentsOf(order);
    assertThat(intents).hasSize(1);
    assertThat(intents.getFirst().path("amount_received").asLong()).isEqualTo(600);
    // The JDK's own client repeats a request once, under the same key, when a connection breaks.
    assertThat(attempts(order)).isGreaterThanOrEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "payments.refund, RESET_AFTER",
    "payments.refund, ERROR",
    "carrier.cancel, RESET_AFTER"
  })
  void a_compensation_that_fails_twice_is_made_once(String operation, Kind fault) {
    var sku = product("A-", "3.00", 5);
    var order = place(token, Map.of(sku, 2));
    awaitStatus(order, "PICKING");
    fail(operation, fault, 2);
    cancel(order);
    awaitStatus(order, "CANCELLED");
    assertNothingKept(order);
    assertThat(reserved(sku)).isZero();
  }

  @Test
  void a_hold_whose_answer_was_never_heard_is_let_go() {
    var sku = product("A-", "3.00", 5);
    fail("payments.create", Kind.RESET_AFTER, null);
    var order = place(token, Map.of(sku, 1));
    awaitParked(order, "AUTHORIZE_PAYMENT");
    everythingWorksAgain();
    assertThat(intentsOf(order).getFirst().path("amount_capturable").asLong()).isEqualTo(300);
    operate(order, "cancel", Map.of("reason", "customer rang"), 204);
    awaitStatus(order, "CANCELLED");
    assertNothingKept(order);
  }

  @Test
  void what_is_parked_waits_alone_and_goes_on_when_it_is_resumed() {
    var sku = product("A-", "3.00", 5);
    fail("payments.capture", Kind.ERROR, null);
    var order = place(token, Map.of(sku, 1));
    var parked = awaitParked(order, "CAPTURE_PAYMENT");
    assertThat(parked.path("reason").asString()).contains("Injected");
    assertThat(parked.path("attempts").asInt()).isEqualTo(4);
    everythingWorksAgain();
    awaitStatus(place("tok_visa", Map.of(sku, 1)), "PICKING");
    assertThat(status(order)).isEqualTo("TAKING_PAYMENT");
    operate(order, "resume", Map.of(), 204);
    awaitStatus(order, "PICKING");
    assertThat(parked(order)).isEmpty();
    operate(order, "resume", Map.of(), 409);
  }

  @Test
  void a_call_that_this_release_cannot_read_is_parked_and_holds_up_no_other() {
    var sku = product("A-", "3.00", 5);
    fail("payments.capture", Kind.ERROR, null);
    var order = place(token, Map.of(sku, 1));
    awaitParked(order, "CAPTURE_PAYMENT");
    everythingWorksAgain();
    var type = PaymentCaptureRequested.class.getName();
    retypeOpenCall(order, "io.daybook.Gone");
    operate(order, "resume", Map.of(), 204);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                parked(order).stream()
                    .anyMatch(one -> one.path("reason").asString().contains("cannot be read")));
    awaitStatus(place("tok_visa", Map.of(sku, 1)), "PICKING");
    retypeOpenCall(order, type);
    operate(order, "resume", Map.of(), 204);
    awaitStatus(order, "PICKING");
  }

  @Test
  void a_capture_that_is_given_up_is_undone_even_if_it_was_done() {
    var sku = product("A-", "3.00", 5);
    fail("payments.capture", Kind.RESET_AFTER, null);
    var order = place(token, Map.of(sku, 1));
    awaitParked(order, "CAPTURE_PAYMENT");
    everythingWorksAgain();
    var wrong = Map.of("action", "REFUND_PAYMENT", "reason", "by mistake");
    operate(order, "skip", wrong, 409);
    operate(order, "skip", Map.of("action", "CAPTURE_PAYMENT"), 400);
    operate(order, "skip", Map.of("action", "CAPTURE_PAYMENT", "reason", "too slow"), 204);
    awaitStatus(order, "CANCELLED");
    assertNothingKept(order);
    assertThat(reserved(sku)).isZero();
  }

  @Test
  void a_refund_that_was_made_by_hand_is_skipped_and_the_order_ends() {
    var sku = product("A-", "3.00", 5);
    var order = place(token, Map.of(sku, 1));
    awaitStatus(order, "PICKING");
    fail("payments.refund", Kind.ERROR, null);
    cancel(order);
    awaitParked(order, "REFUND_PAYMENT");
    operate(order, "skip", Map.of("action", "REFUND_PAYMENT", "reason", "paid in cash"), 204);
    awaitStatus(order, "CANCELLED");
  }

  @Test
  void a_card_that_needs_time_is_asked_again_when_the_provider_says_so() {
    var sku = product("A-", "3.00", 5);
    var order = place("tok_slow", Map.of(sku, 1));
    awaitStatus(order, "PICKING");
    assertThat(intentsOf(order)).hasSize(1);
    assertThat(jdbc.queryForObject("select count(*) from outside.webhook", Integer.class))
        .isPositive();
  }

  @Test
  void a_webhook_that_is_not_the_providers_is_refused() {
    var forged = send("POST", "/api/webhooks/payments", "{}", "Stripe-Signature", "t=1,v1=00");
    assertThat(forged.status()).isEqualTo(400);
    assertThat(send("POST", "/api/webhooks/payments", "{}").status()).isEqualTo(400);
  }

  @Test
  void the_customer_gets_one_mail_of_each_kind() {
    var sku = product("A-", "3.00", 5);
    var order = place(token, Map.of(sku, 1));
    awaitStatus(order, "PICKING");
    cancel(order);
    awaitStatus(order, "CANCELLED");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(subjects(order))
                    .containsExactlyInAnyOrder(
                        "Your order is confirmed",
                        "We have paid you back",
                        "Your order is cancelled"));
  }

  @Test
  void a_mail_that_may_have_been_sent_is_not_sent_again_and_holds_up_no_later_one() {
    var sku = product("A-", "3.00", 5);
    var order = place(token, Map.of(sku, 1));
    awaitStatus(order, "PICKING");
    await().atMost(Duration.ofSeconds(20)).until(() -> subjects(order).size() == 1);
    // as if the process had died between handing it over and noting that
    jdbc.update(
        "update outside.call set done_at = null, in_doubt = true, due_at = now() where order_id = ? and port = 'MAIL'",
        order);
    cancel(order);
    awaitStatus(order, "CANCELLED");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(subjects(order)).contains("Your order is cancelled"));
    assertThat(subjects(order)).doesNotHaveDuplicates();
    assertThat(
            jdbc.queryForObject(
                "select last_failure from outside.call where order_id = ? and parked_at is not null",
                String.class,
                order))
        .contains("must not be done twice");
  }

  @Test
  void how_fulfilments_fare_is_answered() {
    var sku = product("A-", "3.00", 5);
    awaitStatus(place(token, Map.of(sku, 1)), "PICKING");
    awaitStatus(place("tok_declined", Map.of(sku, 1)), "CANCELLED");
    var statistics =
        query(
                "{fulfilmentStatistics {started confirmed delivered compensating cancelled parked"
                    + " failedSteps {name count} reasons {name count} parkedActions {name count} confirmedWithinMillisP50}}")
            .path("fulfilmentStatistics");
    assertThat(statistics.path("confirmed").asLong()).isPositive();
    assertThat(statistics.path("cancelled").asLong()).isPositive();
    assertThat(statistics.path("failedSteps").toString()).contains("AUTHORIZE_PAYMENT");
    assertThat(statistics.path("reasons").toString()).contains("card declined");
    assertThat(statistics.path("confirmedWithinMillisP50").asLong()).isPositive();
    for (var metric : List.of("started", "failed", "waiting", "waiting.longest.seconds")) {
      assertThat(send("GET", "/actuator/metrics/daybook.fulfilments." + metric, "").status())
          .as(metric)
          .isEqualTo(200);
    }
  }

  private void fail(String operation, Kind fault, Integer times) {
    var match = operation.equals("payments.create") ? token : null;
    sandbox
        .faults()
        .plan(new Faults.Plan(1, List.of(new Faults.Rule(operation, match, fault, 1, 0, times))));
  }

  @Test
  void a_fulfilment_that_follows_nothing_is_parked_by_the_sweeper() {
    var sku = product("A-", "3.00", 5);
    beSlow();
    var order = place(token, Map.of(sku, 1));
    awaitStarted(order);
    jdbc.update(
        "delete from event_log.saga_association where association_value = ?", order); // lost to it
    jdbc.update("update saga.waiting set reports = 12, due_at = now() where order_id = ?", order);
    assertThat(awaitParked(order, "FOLLOW_EVENT").path("reason").asString())
        .contains("not been heard of");
  }

  @Test
  void what_another_node_is_sweeping_is_left_to_it_and_holds_up_no_other() {
    var sku = product("A-", "3.00", 5);
    beSlow();
    var theirs = place(token, Map.of(sku, 1));
    var ours = place(token, Map.of(sku, 1));
    awaitStarted(theirs);
    awaitStarted(ours);
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            _ -> {
              jdbc.queryForList("select 1 from saga.waiting where order_id = ? for update", theirs);
              await().atMost(Duration.ofSeconds(30)).until(() -> overdue(ours) > 0);
              assertThat(overdue(theirs)).isZero();
            });
    await().atMost(Duration.ofSeconds(30)).until(() -> overdue(theirs) > 0);
  }

  /** Slower than a stage may be. */
  private void beSlow() {
    var rule = new Faults.Rule("payments.create", token, Kind.LATENCY, 1, 8_000, null);
    sandbox.faults().plan(new Faults.Plan(1, List.of(rule)));
  }

  private void awaitStarted(String order) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                jdbc.queryForObject(
                        "select count(*) from saga.waiting where order_id = ?",
                        Integer.class,
                        order)
                    > 0);
  }

  private int overdue(String order) {
    return jdbc.queryForObject(
        "select count(*) from event_log.domain_event where stream = ? and payload_type like '%.FulfilmentOverdue'",
        Integer.class, order.replace("order-", "fulfilment-"));
  }

  private List<String> subjects(String order) {
    return ask("/mails")
        .valueStream()
        .filter(mail -> mail.path("to").asString().startsWith(order))
        .map(mail -> mail.path("subject").asString())
        .toList();
  }

  private void retypeOpenCall(String order, String type) {
    jdbc.update(
        "update outside.call set intent_type = ? where order_id = ? and done_at is null and port = 'PAYMENT'",
        type,
        order);
  }

  private void operate(String order, String what, Object body, int status) {
    assertThat(post("/api/operations/fulfilments/" + order + "/" + what, body).status())
        .isEqualTo(status);
  }

  private JsonNode awaitParked(String order, String action) {
    await()
        .atMost(Duration.ofSeconds(30))
        .alias(order + " is parked at " + action)
        .until(
            () ->
                parked(order).stream()
                    .anyMatch(one -> action.equals(one.path("action").asString())));
    return parked(order).getFirst();
  }

  private List<JsonNode> parked(String order) {
    return query("{fulfilment(orderId: \"" + order + "\") {parked {action reason attempts since}}}")
        .path("fulfilment")
        .path("parked")
        .valueStream()
        .toList();
  }

  /** By the provider's own books. */
  private void assertNothingKept(String order) {
    for (var intent : intentsOf(order)) {
      assertThat(intent.path("amount_capturable").asLong()).as("held").isZero();
      assertThat(intent.path("amount_refunded_in_sandbox").asLong())
          .as("paid back")
          .isEqualTo(intent.path("amount_received").asLong());
    }
    assertThat(moneyKept(order)).isEqualByComparingTo("0");
  }

  private List<JsonNode> intentsOf(String order) {
    var payment = order.replace("order-", "payment-");
    return ask("/v1/payment_intents?limit=100")
        .path("data")
        .valueStream()
        .filter(intent -> intent.path("metadata").path("payment_id").asString().equals(payment))
        .toList();
  }

  private int attempts(String order) {
    return jdbc.queryForObject(
        "select max(attempts) from outside.call where order_id = ?", Integer.class, order);
  }

  private JsonNode ask(String path) {
    var uri = URI.create("http://localhost:" + sandbox.port() + path);
    try (var http = HttpClient.newHttpClient()) {
      var answer =
          http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      return JsonMapper.shared().readTree(answer.body());
    } catch (java.io.IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
