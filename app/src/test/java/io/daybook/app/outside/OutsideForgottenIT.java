package io.daybook.app.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.sandbox.Faults.Kind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A provider that forgets keys, repeats stored errors, and decides late. */
class OutsideForgottenIT extends OutsideForTests {
  private static final Duration WEEKEND = Duration.ofHours(25);

  @Test
  void a_capture_that_is_parked_on_friday_and_cancelled_on_monday_leaves_nothing_taken_or_held() {
    fail("payments.capture", Kind.RESET_AFTER, null);
    var order = place(token, Map.of(product("A-", "3.00", 5), 1));
    awaitParked(order, "CAPTURE_PAYMENT");
    weekend(order);
    operate(order, "cancel", Map.of("reason", "customer rang"));
    awaitStatus(order, "CANCELLED");
    assertNothingKept(order);
    assertThat(intentsOf(order)).hasSize(1);
  }

  @Test
  void a_hold_whose_answer_was_lost_on_friday_is_found_on_monday_and_let_go() {
    fail("payments.create", Kind.RESET_AFTER, null);
    var order = place(token, Map.of(product("A-", "3.00", 5), 1));
    awaitParked(order, "AUTHORIZE_PAYMENT");
    weekend(order);
    operate(order, "cancel", Map.of("reason", "customer rang"));
    awaitStatus(order, "CANCELLED");
    assertNothingKept(order);
    assertThat(intentsOf(order)).hasSize(1);
  }

  @Test
  void a_refund_that_is_resumed_on_monday_is_paid_once() {
    var order = place(token, Map.of(product("A-", "3.00", 5), 1));
    awaitStatus(order, "PICKING");
    fail("payments.refund", Kind.RESET_AFTER, null);
    cancel(order);
    awaitParked(order, "REFUND_PAYMENT");
    weekend(order);
    operate(order, "resume", Map.of());
    awaitStatus(order, "CANCELLED");
    assertNothingKept(order);
    var intent = intentsOf(order).getFirst().path("id").asString();
    assertThat(ask("/v1/refunds?payment_intent=" + intent).path("data")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "payments.create, STORED_ERROR",
    "payments.create, STORED_ERROR_AFTER",
    "payments.capture, STORED_ERROR",
    "payments.capture, STORED_ERROR_AFTER"
  })
  void a_stored_error_is_overcome_and_its_work_done_once(String operation, Kind fault) {
    fail(operation, fault, 1);
    var order = place(token, Map.of(product("A-", "3.00", 5), 1));
    awaitStatusOrResume(order, "PICKING");
    assertThat(intentsOf(order)).hasSize(1);
    assertThat(intentsOf(order).getFirst().path("amount_received").asLong()).isEqualTo(300);
  }

  @Test
  void a_refund_that_fails_is_told_of_and_nobody_is_told_that_it_was_paid() {
    var order = place("tok_refund_fails", Map.of(product("A-", "3.00", 5), 1));
    awaitStatus(order, "PICKING");
    cancel(order);
    var parked = awaitParked(order, "REFUND_PAYMENT");
    assertThat(parked.path("reason").asString()).contains("expired or canceled card");
    assertThat(happened(order, "PaymentRefundFailed")).isEqualTo(1);
    assertThat(happened(order, "PaymentRefunded")).isZero();
    operate(order, "resume", Map.of());
    awaitStatus(order, "CANCELLED");
    assertThat(happened(order, "PaymentRefunded")).isEqualTo(1);
    assertNothingKept(order);
  }

  @Test
  void a_mistyped_token_is_declined_at_the_first_attempt() {
    var order = place("kot_visa", Map.of(product("A-", "3.00", 5), 1));
    awaitStatus(order, "CANCELLED");
    assertThat(
            jdbc.queryForObject(
                "select attempts from outside.call where order_id = ? and action = 'AUTHORIZE_PAYMENT'",
                Integer.class,
                order))
        .isEqualTo(1);
  }

  /** More than a day goes by, for us and for the provider, which works again. */
  private void weekend(String order) {
    everythingWorksAgain();
    sandbox.advance(WEEKEND);
    jdbc.update(
        "update outside.call set key_since = key_since - interval '25 hours' where order_id = ?",
        order);
  }

  /** How long a stored error lasts is a race with the attempts that are left. */
  private void awaitStatusOrResume(String order, String status) {
    await()
        .atMost(Duration.ofSeconds(40))
        .until(
            () -> {
              if (!parked(order).isEmpty()) {
                post("/api/operations/fulfilments/" + order + "/resume", Map.of());
              }
              return status(order).equals(status);
            });
  }

  private void operate(String order, String what, Object body) {
    assertThat(post("/api/operations/fulfilments/" + order + "/" + what, body).status())
        .isEqualTo(204);
  }

  private int happened(String order, String event) {
    return jdbc.queryForObject(
        "select count(*) from event_log.domain_event where stream = ? and payload_type like ?",
        Integer.class,
        order.replace("order-", "payment-"),
        "%." + event);
  }
}
