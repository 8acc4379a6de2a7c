package io.daybook.app.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.outside.OutsideForTests;
import io.daybook.sandbox.Faults.Kind;
import io.daybook.schema.payment.PaymentCaptureRequested;
import io.daybook.web.access.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What gave up on the outside, and the operators who decide about it. */
class OutsideParkingIT extends OutsideForTests {
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
    assertThat(parked.path("reason").asString())
        .contains("Injected")
        .doesNotContain("io.daybook", "java.");
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
  void giving_up_a_payment_takes_who_is_operator_and_finance() {
    var sku = product("A-", "3.00", 5);
    fail("payments.capture", Kind.ERROR, null);
    var order = place(token, Map.of(sku, 1));
    awaitParked(order, "CAPTURE_PAYMENT");
    everythingWorksAgain();
    var operations = "/api/operations/fulfilments/" + order;
    var skip = Map.of("action", "CAPTURE_PAYMENT", "reason", "too slow");
    var operator = new String[] {"Authorization", bearer("grace", Role.OPERATOR)};
    assertThat(post(operations + "/skip", skip, operator).status()).isEqualTo(403);
    var refused = post(operations + "/cancel", Map.of("reason", "r"), operator);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body().path("detail").asString()).contains("operator and finance");
    assertThat(parked(order)).hasSize(1);
    assertThat(status(order)).isEqualTo("TAKING_PAYMENT");
    var both = bearer("grace", Role.OPERATOR, Role.FINANCE);
    assertThat(post(operations + "/skip", skip, "Authorization", both).status()).isEqualTo(204);
    awaitStatus(order, "CANCELLED");
    assertNothingKept(order);
  }

  @Test
  void many_are_resumed_by_a_filter_and_the_log_says_by_whom() {
    var sku = product("A-", "3.00", 5);
    fail("payments.capture", Kind.ERROR, null);
    var orders = new ArrayList<String>();
    for (int i = 0; i < 2; i++) {
      orders.add(place(token, Map.of(sku, 1)));
      awaitParked(orders.getLast(), "CAPTURE_PAYMENT");
    }
    everythingWorksAgain();
    assertThat(resume(Map.of("port", "CARRIER")).path("resumed").asInt()).isZero();
    assertThat(resume(Map.of("since", "2100-01-01T00:00:00Z")).path("resumed").asInt()).isZero();
    var first = resume(Map.of("port", "PAYMENT", "reason", "injected", "limit", 1));
    assertThat(first.path("resumed").asInt()).isOne();
    assertThat(first.path("more").asBoolean()).isTrue();
    awaitStatus(orders.getFirst(), "PICKING");
    var rest = resume(Map.of("action", "CAPTURE_PAYMENT"));
    assertThat(rest.path("resumed").asInt()).isOne();
    assertThat(rest.path("more").asBoolean()).isFalse();
    awaitStatus(orders.getLast(), "PICKING");
    for (var order : orders) {
      assertThat(
              jdbc.queryForObject(
                  "select metadata ->> 'actor' from event_log.domain_event"
                      + " where stream = ? and payload_type like '%.FulfilmentResumed'",
                  String.class, order.replace("order-", "fulfilment-")))
          .isEqualTo("grace");
    }
  }

  @Test
  void a_filter_that_cannot_be_meant_is_refused() {
    for (var wrong : List.of(Map.of("limit", 0), Map.of("limit", 1001), Map.of("port", "SHIP"))) {
      assertThat(post("/api/operations/fulfilments/resume", wrong).status()).isEqualTo(400);
    }
  }

  private JsonNode resume(Map<String, Object> filter) {
    var reply =
        post("/api/operations/fulfilments/resume", filter, "Authorization", bearer("grace"));
    assertThat(reply.status()).isEqualTo(200);
    return reply.body();
  }

  @Test
  void a_call_that_this_release_cannot_read_is_parked_and_holds_up_no_other() {
    var sku = product("A-", "3.00", 5);
    var order = placeAndParkCapture(sku);
    var type = PaymentCaptureRequested.class.getName();
    retypeOpenCall(order, "io.daybook.Gone");
    operate(order, "resume", Map.of(), 204);
    awaitParkedAsUnreadable(order);
    awaitStatus(place("tok_visa", Map.of(sku, 1)), "PICKING");
    retypeOpenCall(order, type);
    operate(order, "resume", Map.of(), 204);
    awaitStatus(order, "PICKING");
  }

  @Test
  void a_call_that_is_skipped_and_cannot_be_read_stops_nobody() {
    var sku = product("A-", "3.00", 5);
    var order = placeAndParkCapture(sku);
    var skip = Map.of("action", "CAPTURE_PAYMENT", "reason", "too slow");
    retypeOpenCall(order, "io.daybook.Gone");
    operate(order, "skip", skip, 204);
    awaitStatus(place("tok_visa", Map.of(sku, 1)), "PICKING");
    awaitStatus(order, "CANCELLED"); // the payment itself was told that it is given up
    assertThat(parked(order)).isEmpty();
    assertNothingKept(order);
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
  void how_fulfilments_fare_is_answered() {
    var sku = product("A-", "3.00", 5);
    awaitStatus(place(token, Map.of(sku, 1)), "PICKING");
    awaitStatus(place("tok_declined", Map.of(sku, 1)), "CANCELLED");
    // another projection than the one that shows an order's status
    await().atMost(Duration.ofSeconds(20)).untilAsserted(this::assertFareOfFulfilments);
    for (var metric : List.of("started", "failed", "waiting", "waiting.longest.seconds")) {
      assertThat(send("GET", "/actuator/metrics/daybook.fulfilments." + metric, "").status())
          .as(metric)
          .isEqualTo(200);
    }
  }

  private void assertFareOfFulfilments() {
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
  }

  private void operate(String order, String what, Object body, int status) {
    assertThat(post("/api/operations/fulfilments/" + order + "/" + what, body).status())
        .isEqualTo(status);
  }

  private void retypeOpenCall(String order, String type) {
    jdbc.update(
        "update outside.call set intent_type = ? where order_id = ? and done_at is null and port = 'PAYMENT'",
        type,
        order);
  }

  /** An order that waits for an operator, while the provider works again. */
  private String placeAndParkCapture(String sku) {
    fail("payments.capture", Kind.ERROR, null);
    var order = place(token, Map.of(sku, 1));
    awaitParked(order, "CAPTURE_PAYMENT");
    everythingWorksAgain();
    return order;
  }

  private void awaitParkedAsUnreadable(String order) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                parked(order).stream()
                    .anyMatch(one -> one.path("reason").asString().contains("cannot be read")));
  }
}
