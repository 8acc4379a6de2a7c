package io.daybook.app.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.sandbox.Faults.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;

/** How runs begin, fail and end, and what they leave alone. */
@DirtiesContext
class ReconciliationRunsIT extends ReconciliationForTests {

  @Test
  void a_provider_that_is_down_fails_its_own_book_alone_and_settles_nothing() {
    var order = picking(product("A-", "3.00", 5));
    var reference = referenceOf(order);
    provider("refunds", "payment_intent=" + reference);
    assertFound(reconcile(), reference, "RAISED", "REFUNDED_AMOUNT_DIFFERS", order);
    var stray = UUID.randomUUID().toString();
    carrier("PUT", stray);
    fail("payments.list", null, Kind.ERROR);
    var report = reconcile();
    assertThat(report.path("outcome").asString()).isEqualTo("FAILED");
    assertThat(report.path("failure").asString()).contains("payments").contains("Injected");
    assertThat(book(report, "PAYMENTS").path("failure").asString()).contains("Injected");
    assertThat(findings(report, "subject", reference)).isEmpty();
    assertThat(findings(report, "subject", stray)).hasSize(1);
    assertThat(book(report, "RESERVATIONS").path("failure").isNull()).isTrue();
    everythingWorksAgain();
    assertFound(reconcile(), reference, "STANDING", "REFUNDED_AMOUNT_DIFFERS", order);
    assertOnTimeline(order, "DiscrepancyFound");
  }

  @Test
  void what_a_call_is_under_way_for_is_in_flight_unless_it_is_parked() {
    var order = picking(product("A-", "3.00", 5));
    var reference = referenceOf(order);
    provider("refunds", "payment_intent=" + reference);
    jdbc.update(
        """
        insert into outside.call (key, order_id, port, action, event_id, intent_type, intent, metadata, due_at)
        values (gen_random_uuid(), ?, 'PAYMENT', 'REFUND_PAYMENT', 'e', 'io.daybook.Gone', '{}', '{}',
                now() + interval '1 hour')
        """,
        order);
    var report = reconcile();
    assertThat(findings(report, "subject", reference)).isEmpty();
    assertThat(book(report, "PAYMENTS").path("inFlight").asLong()).isPositive();
    jdbc.update(
        """
        update outside.call set parked_at = now(), park_announced = true where order_id = ? and event_id = 'e'
        """,
        order);
    assertFound(reconcile(), reference, "RAISED", "REFUNDED_AMOUNT_DIFFERS", order);
  }

  @Test
  void money_paid_back_for_a_payment_that_began_before_the_span_is_found() {
    var order = picking(product("A-", "3.00", 5));
    var reference = referenceOf(order);
    var nextSecond = nextSecond();
    provider("refunds", "payment_intent=" + reference);
    assertFound(reconcileSince(nextSecond), reference, "RAISED", "REFUNDED_AMOUNT_DIFFERS", order);
  }

  @Test
  void a_hold_that_expires_while_nothing_changes_here_is_found_however_old_it_is() {
    fail("payments.capture", null, Kind.ERROR);
    var order = place(token, Map.of(product("A-", "3.00", 5), 1));
    awaitParked(order, "CAPTURE_PAYMENT");
    var reference = referenceOf(order);
    provider("payment_intents/" + reference + "/cancel", "");
    assertFound(reconcileSince(nextSecond()), reference, "RAISED", "HELD_AMOUNT_DIFFERS", order);
  }

  @Test
  void what_was_told_before_is_looked_at_again_though_it_began_before_the_span() {
    var order = picking(product("A-", "3.00", 5));
    carrier("DELETE", bookingOf(order));
    var booking = bookingOf(order);
    assertFound(reconcile(), booking, "RAISED", "BOOKED_ONLY_IN_OUR_BOOKS", order);
    var report = reconcileSince(Instant.now());
    assertFound(report, booking, "STANDING", "BOOKED_ONLY_IN_OUR_BOOKS", order);
    assertThat(book(report, "SHIPMENTS").path("compared").asLong()).isZero();
  }

  @Test
  void the_ledger_follows_from_the_log_alone() {
    var order = picking(product("A-", "3.00", 5));
    var reference = referenceOf(order);
    provider("refunds", "payment_intent=" + reference);
    assertFound(reconcile(), reference, "RAISED", "REFUNDED_AMOUNT_DIFFERS", order);
    jdbc.execute(
        """
        truncate reconciliation.payment, reconciliation.shipment, reconciliation.order_state,
                 reconciliation.reservation, reconciliation.refund, reconciliation.discrepancy
        """);
    jdbc.update("update reconciliation.ledger set posted_to = -1");
    assertFound(reconcile(), reference, "STANDING", "REFUNDED_AMOUNT_DIFFERS", order);
  }

  @Test
  void two_runs_at_once_are_one_too_many() {
    fail("payments.list", null, Kind.LATENCY);
    var first = post(RUNS, Map.of());
    assertThat(first.status()).isEqualTo(202);
    var second = post(RUNS, Map.of());
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.body().path("type").asString()).endsWith("/one-reconciliation-at-a-time");
    var report = awaitEnd(first.body().path("id").asString());
    assertThat(report.path("outcome").asString()).isEqualTo("COMPLETE");
  }

  @Test
  void a_run_that_was_cut_off_says_so_once_the_next_one_begins() {
    var id = "reconciliation-" + UUID.randomUUID();
    jdbc.update(
        """
        insert into reconciliation.run (id, started_at, since, narrowed) values (?, now(), now(), false)
        """,
        id);
    assertThat(report(id).path("outcome").asString()).isEqualTo("RUNNING");
    reconcile();
    assertThat(report(id).path("outcome").asString()).isEqualTo("FAILED");
    assertThat(report(id).path("failure").asString()).contains("the process ended");
  }

  @Test
  void a_run_makes_up_for_what_earlier_ones_did_not_compare() {
    reconcile();
    var longAgo = Instant.now().minus(Duration.ofDays(40));
    jdbc.update("update reconciliation.run set started_at = ?", java.sql.Timestamp.from(longAgo));
    var since = Instant.parse(reconcile().path("since").asString());
    assertThat(since).isBefore(longAgo);
    var next = Instant.parse(reconcile().path("since").asString());
    assertThat(next).isBetween(Instant.now().minus(Duration.ofDays(8)), Instant.now());
  }

  @Test
  void the_latest_runs_are_listed_first_and_measured() {
    var id = reconcile().path("id").asString();
    var latest = send("GET", RUNS, "").body();
    assertThat(latest.path(0).path("id").asString()).isEqualTo(id);
    assertThat(latest.path(0).path("books").size()).isEqualTo(4);
    var age = send("GET", "/actuator/metrics/daybook.reconciliation.age.seconds", "").body();
    assertThat(age.path("measurements").path(0).path("value").asDouble()).isBetween(0.0, 60.0);
    var open = send("GET", "/actuator/metrics/daybook.reconciliation.open.discrepancies", "");
    assertThat(open.status()).isEqualTo(200);
  }

  @Test
  void bad_input_is_a_problem() {
    var ahead = Instant.now().plusSeconds(60).toString();
    assertThat(post(RUNS, Map.of("since", ahead)).status()).isEqualTo(400);
    assertThat(post(RUNS, Map.of("since", "yesterday")).status()).isEqualTo(400);
    assertThat(post(RUNS, Map.of("until", ahead)).status()).isEqualTo(400);
    assertThat(send("GET", RUNS + "/nonsense", "").status()).isEqualTo(400);
    var unknown = send("GET", RUNS + "/reconciliation-" + UUID.randomUUID(), "");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.body().path("type").asString()).startsWith("/problems/");
  }
}
