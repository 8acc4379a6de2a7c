package io.daybook.outside.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.outside.call.AttemptForTests;
import io.daybook.outside.call.KeySpentException;
import io.daybook.outside.call.NotYetException;
import io.daybook.sandbox.Faults;
import io.daybook.sandbox.Faults.Kind;
import io.daybook.sandbox.Faults.Rule;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.payment.RecordPaymentAuthorized;
import io.daybook.schema.payment.RecordPaymentCaptureFailed;
import io.daybook.schema.payment.RecordPaymentCaptured;
import io.daybook.schema.payment.RecordPaymentRefunded;
import io.daybook.schema.payment.RecordPaymentVoided;
import io.daybook.schema.payment.RefundId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls that go on after the provider has forgotten their keys, or answers an error for ever. */
class ForgottenKeysTest extends ProviderForTests {
  private static final Duration WEEKEND = Duration.ofDays(3);

  @Test
  void on_friday_the_answers_to_a_capture_are_lost_and_on_monday_it_is_cancelled() {
    var reference = held("tok_visa");
    fail("payments.capture", Kind.RESET_AFTER);
    unanswered(capture(reference), attempt("capture"));
    everythingWorks();
    pass(WEEKEND);
    assertThat(letGo(reference, attempt("void"))).isEqualTo(new RecordPaymentVoided(payment));
    assertKept(0, 1_000, 1_000);
    assertThat(intents()).hasSize(1);
  }

  @Test
  void a_void_of_revision_1_finds_what_is_held_and_holds_nothing_again() {
    held("tok_visa");
    pass(WEEKEND);
    assertThat(letGo(null, attempt("void"))).isEqualTo(new RecordPaymentVoided(payment));
    assertKept(0, 0, 0);
    assertThat(intents()).hasSize(1);
  }

  @Test
  void a_hold_whose_answer_was_lost_is_let_go_on_the_same_day_by_its_key() {
    fail("payments.create", Kind.RESET_AFTER);
    unanswered(pay("tok_visa", TEN), authorizing);
    everythingWorks();
    assertThat(letGo(null, attempt("void"))).isEqualTo(new RecordPaymentVoided(payment));
    assertKept(0, 0, 0);
    assertThat(intents()).hasSize(1);
  }

  @Test
  void a_hold_whose_answer_was_lost_is_let_go_days_later_by_asking() {
    fail("payments.create", Kind.RESET_AFTER);
    unanswered(pay("tok_visa", TEN), authorizing);
    everythingWorks();
    pass(WEEKEND);
    assertThat(letGo(null, attempt("void"))).isEqualTo(new RecordPaymentVoided(payment));
    assertKept(0, 0, 0);
    assertThat(intents()).hasSize(1);
  }

  @Test
  void an_authorization_that_goes_on_after_days_finds_its_hold_among_others() {
    fail("payments.create", Kind.RESET_AFTER);
    unanswered(pay("tok_visa", TEN), authorizing);
    everythingWorks();
    for (int i = 0; i < 120; i++) {
      post(
          "/v1/payment_intents",
          "amount=100&currency=gbp&payment_method_data[card][token]=tok_visa");
    }
    pass(WEEKEND);
    assertThat(perform(pay("tok_visa", TEN), authorizing))
        .isInstanceOf(RecordPaymentAuthorized.class);
    assertKept(120 * 100 + 1_000, 0, 0);
  }

  @Test
  void an_authorization_that_was_never_done_is_asked_for_under_a_fresh_key() {
    fail("payments.create", Kind.RESET_BEFORE);
    unanswered(pay("tok_visa", TEN), authorizing);
    everythingWorks();
    pass(WEEKEND);
    perform(pay("tok_visa", TEN), authorizing);
    assertThat(authorizing.past().generation()).isEqualTo(2);
    // As if the process had died before it noted the answer.
    perform(pay("tok_visa", TEN), authorizing.made());
    assertKept(1_000, 0, 0);
  }

  @Test
  void a_refund_that_is_resumed_after_a_day_is_not_paid_twice() {
    var reference = captured("tok_visa");
    var refunding = attempt("refund/r");
    fail("payments.refund", Kind.RESET_AFTER);
    unanswered(refund(reference), refunding);
    everythingWorks();
    pass(Duration.ofHours(25));
    assertThat(perform(refund(reference), refunding))
        .isEqualTo(new RecordPaymentRefunded(payment, new RefundId("r")));
    assertKept(0, 1_000, 400);
  }

  @Test
  void a_refund_that_a_release_without_marks_asked_for_is_not_paid_twice() {
    var reference = captured("tok_visa");
    var refunding = attempt("refund/r");
    post("/v1/refunds", "amount=400&payment_intent=" + reference);
    refunding.made();
    pass(Duration.ofHours(25));
    perform(refund(reference), refunding);
    assertKept(0, 1_000, 400);
  }

  @Test
  void another_refund_of_the_same_payment_is_not_taken_for_this_one() {
    var reference = captured("tok_visa");
    post("/v1/refunds", "amount=400&metadata[call_key]=other&payment_intent=" + reference);
    post("/v1/refunds", "amount=100&payment_intent=" + reference);
    var refunding = attempt("refund/r").made();
    pass(Duration.ofHours(25));
    perform(refund(reference), refunding);
    assertKept(0, 1_000, 900);
  }

  @ParameterizedTest
  @EnumSource(names = {"STORED_ERROR", "STORED_ERROR_AFTER"})
  void a_stored_error_is_not_repeated_for_ever(Kind fault) {
    fail("payments.create", fault);
    spent(pay("tok_visa", TEN), authorizing);
    everythingWorks();
    pass(Duration.ofMinutes(1));
    assertThat(perform(pay("tok_visa", TEN), authorizing))
        .isInstanceOf(RecordPaymentAuthorized.class);
    assertKept(1_000, 0, 0);
    assertThat(intents()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"STORED_ERROR", "STORED_ERROR_AFTER"})
  void a_stored_error_of_a_capture_or_a_refund_is_asked_about(Kind fault) {
    var reference = held("tok_visa");
    var capturing = attempt("capture");
    fail("payments.capture", fault);
    spent(capture(reference), capturing);
    everythingWorks();
    assertThat(perform(capture(reference), capturing)).isInstanceOf(RecordPaymentCaptured.class);
    var refunding = attempt("refund/r");
    fail("payments.refund", fault);
    spent(refund(reference), refunding);
    everythingWorks();
    pass(Duration.ofMinutes(1));
    assertThat(perform(refund(reference), refunding)).isInstanceOf(RecordPaymentRefunded.class);
    assertKept(0, 1_000, 400);
  }

  @ParameterizedTest
  @EnumSource(names = {"STORED_ERROR", "STORED_ERROR_AFTER"})
  void a_stored_error_of_a_void_is_overcome(Kind fault) {
    var reference = held("tok_visa");
    var voiding = attempt("void");
    fail("payments.cancel", fault);
    assertThatThrownBy(() -> letGo(reference, voiding)).isInstanceOf(KeySpentException.class);
    everythingWorks();
    letGo(reference, voiding.made().spent());
    assertKept(0, 0, 0);
  }

  @ParameterizedTest
  @EnumSource(names = {"STORED_ERROR", "STORED_ERROR_AFTER"})
  void a_void_asks_where_the_key_of_the_hold_tells_nothing(Kind fault) {
    sandbox
        .faults()
        .plan(
            new Faults.Plan(
                0,
                List.of(
                    Rule.always("payments.create", fault),
                    Rule.always("payments.create", Kind.RESET_AFTER))));
    unanswered(pay("tok_visa", TEN), authorizing);
    everythingWorks();
    pass(Duration.ofMinutes(1));
    assertThat(letGo(null, attempt("void"))).isEqualTo(new RecordPaymentVoided(payment));
    assertKept(0, 0, 0);
  }

  @Test
  void a_fresh_key_waits_until_no_attempt_can_be_under_way() {
    fail("payments.create", Kind.STORED_ERROR);
    spent(pay("tok_visa", TEN), authorizing);
    everythingWorks();
    assertThatThrownBy(() -> perform(pay("tok_visa", TEN), authorizing))
        .as("the present key still protects, so it is repeated")
        .isInstanceOf(KeySpentException.class);
    assertThat(authorizing.past().generation()).isEqualTo(1);
    pass(Duration.ofHours(24));
    authorizing.made();
    assertThatThrownBy(() -> perform(pay("tok_visa", TEN), authorizing))
        .isInstanceOf(NotYetException.class);
    assertKept(0, 0, 0);
  }

  @Test
  void a_token_that_an_attempt_of_ours_has_used_is_no_decline() {
    fail("payments.create", Kind.RESET_AFTER);
    unanswered(pay("tok_once_1", TEN), authorizing);
    everythingWorks();
    sandbox.advance(Duration.ofHours(25)); // the provider forgets sooner than we think
    assertThat(perform(pay("tok_once_1", TEN), authorizing))
        .isInstanceOf(RecordPaymentAuthorized.class);
    assertKept(1_000, 0, 0);
  }

  @Test
  void a_hold_that_has_expired_is_not_captured_and_not_let_go_twice() {
    var reference = held("tok_visa");
    pass(Duration.ofDays(8));
    assertThat(perform(capture(reference), attempt("capture")))
        .isInstanceOf(RecordPaymentCaptureFailed.class);
    assertThat(letGo(reference, attempt("void"))).isInstanceOf(RecordPaymentVoided.class);
    assertKept(0, 0, 0);
  }

  private void unanswered(OrderRelated intent, AttemptForTests attempt) {
    assertThatThrownBy(() -> perform(intent, attempt))
        .isInstanceOf(StripeGateway.ProviderException.class);
    attempt.made();
  }

  private void spent(OrderRelated intent, AttemptForTests attempt) {
    assertThatThrownBy(() -> perform(intent, attempt)).isInstanceOf(KeySpentException.class);
    attempt.made().spent();
  }
}
