package io.daybook.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.sandbox.Faults.Kind;
import io.daybook.sandbox.Faults.Plan;
import io.daybook.sandbox.Faults.Rule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a provider forgets, what it repeats, and what it decides late. */
class KeysTest {
  private Instant now = Instant.parse("2026-11-20T17:00:00Z");
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final Store store = new Store(null);
  private final Faults faults = new Faults();
  private final Payments payments = new Payments(store, clock, faults, (_, _) -> {});

  @Test
  void a_key_is_forgotten_after_a_day_and_its_work_done_again() {
    var first = pay("tok_visa", "k");
    payments.advance(Duration.ofHours(23));
    assertThat(pay("tok_visa", "k").body()).isEqualTo(first.body());
    payments.advance(Duration.ofHours(2));
    assertThat(pay("tok_visa", "k").body()).isNotEqualTo(first.body());
    assertThat(payments.totals()).containsEntry("held", 600L);
  }

  @Test
  void a_plan_makes_keys_short_lived() {
    faults.plan(new Plan(1, List.of(), 500L));
    pay("tok_visa", "k");
    now = now.plusSeconds(1);
    pay("tok_visa", "k");
    assertThat(payments.totals()).containsEntry("held", 600L);
  }

  @Test
  void an_error_500_stays_the_answer_under_its_key_whether_or_not_the_work_was_done() {
    faults.plan(new Plan(1, List.of(Rule.always("payments.create", Kind.STORED_ERROR))));
    assertThat(pay("tok_visa", "a").status()).isEqualTo(500);
    faults.plan(new Plan(1, List.of(Rule.always("payments.create", Kind.STORED_ERROR_AFTER))));
    assertThat(pay("tok_visa", "b").status()).isEqualTo(500);
    faults.plan(new Plan(0, List.of()));
    assertThat(pay("tok_visa", "a").status()).isEqualTo(500);
    assertThat(pay("tok_visa", "b").status()).isEqualTo(500);
    assertThat(payments.totals()).containsEntry("held", 300L);
    assertThat(pay("tok_visa", "c").status()).isEqualTo(200);
  }

  @Test
  void an_outage_is_of_one_side() {
    faults.plan(new Plan(1, List.of(Rule.outage("payments"))));
    assertThat(faults.strikes(Kind.RESET_BEFORE, "payments.refund", "")).isTrue();
    assertThat(faults.strikes(Kind.RESET_BEFORE, "carrier.book", "")).isFalse();
  }

  @Test
  void a_single_use_token_is_used_once() {
    assertThat(pay("tok_once_1", "a").status()).isEqualTo(200);
    var again = pay("tok_once_1", "b");
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.body().path("error").path("code").asString()).isEqualTo("token_already_used");
  }

  @Test
  void a_mistyped_token_and_a_tiny_amount_are_refused_and_nothing_is_made() {
    assertThat(pay("kot_visa", "a").body().path("error").path("code").asString())
        .isEqualTo("resource_missing");
    var tiny = Map.of("amount", "29", "currency", "gbp", "payment_method_data[card][token]", "tok");
    assertThat(payments.create(tiny, "b", false).body().path("error").path("code").asString())
        .isEqualTo("amount_too_small");
    assertThat(payments.list(Map.of()).body().path("data").isEmpty()).isTrue();
  }

  @Test
  void a_hold_ends_after_a_week() {
    var id = pay("tok_visa", "k").body().path("id").asString();
    payments.advance(Duration.ofDays(8));
    assertThat(payments.capture(id, Map.of(), "c").status()).isEqualTo(400);
    assertThat(payments.retrieve(id, Map.of()).body().path("status").asString())
        .isEqualTo("canceled");
  }

  @Test
  void what_is_being_processed_may_be_declined() {
    var id = pay("tok_slow_declined", "k").body().path("id").asString();
    assertThat(status(id)).isEqualTo("processing");
    now = now.plusSeconds(3);
    assertThat(status(id)).isEqualTo("requires_payment_method");
  }

  @Test
  void a_refund_that_is_pending_may_fail_and_the_next_one_succeed() {
    var id = pay("tok_refund_fails", "k").body().path("id").asString();
    payments.capture(id, Map.of(), "c");
    assertThat(refund(id, "r1")).isEqualTo("pending");
    assertThat(payments.totals()).containsEntry("refunded", 300L);
    now = now.plusSeconds(3);
    payments.ripen();
    assertThat(payments.totals()).containsEntry("refunded", 0L);
    assertThat(refund(id, "r2")).isEqualTo("succeeded");
    var listed = payments.refunds(Map.of("payment_intent", id)).body().path("data");
    assertThat(listed.valueStream().map(one -> one.path("status").asString()))
        .containsExactly("succeeded", "failed");
    assertThat(listed.path(0).path("metadata").path("call_key").asString()).isEqualTo("mine");
    assertThat(payments.refunds(Map.of("payment_intent", "pi_x")).body().path("data").isEmpty())
        .isTrue();
  }

  private Reply pay(String token, String key) {
    var form =
        Map.of("amount", "300", "currency", "gbp", "payment_method_data[card][token]", token);
    return payments.create(form, key, false);
  }

  private String status(String id) {
    return payments.retrieve(id, Map.of()).body().path("status").asString();
  }

  private String refund(String id, String key) {
    var form = Map.of("payment_intent", id, "metadata[call_key]", "mine");
    return payments.refund(form, key).body().path("status").asString();
  }
}
