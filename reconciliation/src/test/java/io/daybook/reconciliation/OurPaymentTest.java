package io.daybook.reconciliation;

import static io.daybook.schema.reconciliation.DiscrepancyKind.CAPTURED_AMOUNT_DIFFERS;
import static io.daybook.schema.reconciliation.DiscrepancyKind.HELD_AMOUNT_DIFFERS;
import static io.daybook.schema.reconciliation.DiscrepancyKind.MONEY_STILL_HELD;
import static io.daybook.schema.reconciliation.DiscrepancyKind.PAYMENT_CURRENCY_DIFFERS;
import static io.daybook.schema.reconciliation.DiscrepancyKind.PAYMENT_MISSING_AT_PROVIDER;
import static io.daybook.schema.reconciliation.DiscrepancyKind.PAYMENT_UNKNOWN_TO_US;
import static io.daybook.schema.reconciliation.DiscrepancyKind.REFUNDED_AMOUNT_DIFFERS;
import static io.daybook.schema.status.PaymentStatus.AUTHORIZED;
import static io.daybook.schema.status.PaymentStatus.AUTHORIZING;
import static io.daybook.schema.status.PaymentStatus.CAPTURED;
import static io.daybook.schema.status.PaymentStatus.CAPTURE_FAILED;
import static io.daybook.schema.status.PaymentStatus.CAPTURING;
import static io.daybook.schema.status.PaymentStatus.DECLINED;
import static io.daybook.schema.status.PaymentStatus.VOIDED;
import static io.daybook.schema.status.PaymentStatus.VOIDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.outside.payment.PaymentGateway.Entry;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.reconciliation.DiscrepancyKind;
import io.daybook.schema.status.PaymentStatus;
import java.time.Instant;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OurPaymentTest {
  private static final OrderId ORDER = new OrderId(new UUID(1, 1));
  private static final String PI = "pi_1";

  @Test
  void books_that_say_the_same_do_not_differ() {
    assertAgree(ours(AUTHORIZED, 0, 0), theirs(3, 0, 0));
    assertAgree(ours(CAPTURING, 0, 0), theirs(3, 0, 0));
    assertAgree(ours(CAPTURED, 3, 0), theirs(0, 3, 0));
    assertAgree(ours(CAPTURED, 3, 1), theirs(0, 3, 1));
    assertAgree(ours(VOIDED, 0, 0), theirs(0, 0, 0));
    assertAgree(ours(DECLINED, 0, 0), theirs(0, 0, 0));
    assertAgree(null, null);
  }

  @Test
  void other_amounts_differ() {
    assertDiffer(ours(AUTHORIZED, 0, 0), theirs(2, 0, 0), HELD_AMOUNT_DIFFERS, 3, 2);
    assertDiffer(ours(AUTHORIZED, 0, 0), theirs(0, 0, 0), HELD_AMOUNT_DIFFERS, 3, 0);
    assertDiffer(ours(AUTHORIZING, 0, 0), theirs(3, 0, 0), HELD_AMOUNT_DIFFERS, 0, 3);
    assertDiffer(ours(CAPTURED, 3, 0), theirs(0, 2, 0), CAPTURED_AMOUNT_DIFFERS, 3, 2);
    assertDiffer(ours(CAPTURED, 3, 0), theirs(1, 3, 0), HELD_AMOUNT_DIFFERS, 0, 1);
    assertDiffer(ours(CAPTURED, 3, 0), theirs(0, 3, 3), REFUNDED_AMOUNT_DIFFERS, 0, 3);
    assertDiffer(ours(CAPTURED, 3, 3), theirs(0, 3, 0), REFUNDED_AMOUNT_DIFFERS, 3, 0);
  }

  @Test
  void money_that_was_taken_without_our_knowing_is_one_difference_and_not_two() {
    assertDiffer(ours(CAPTURING, 0, 0), theirs(0, 3, 0), CAPTURED_AMOUNT_DIFFERS, 0, 3);
    assertDiffer(ours(VOIDED, 0, 0), theirs(0, 3, 0), CAPTURED_AMOUNT_DIFFERS, 0, 3);
  }

  @Test
  void money_taken_and_paid_back_while_we_thought_it_held_differs() {
    assertDiffer(ours(AUTHORIZED, 0, 0), theirs(0, 3, 3), CAPTURED_AMOUNT_DIFFERS, 0, 3);
  }

  @Test
  void what_is_captured_and_refunded_differently_is_told_twice() {
    assertThat(OurPayment.compare(ours(CAPTURED, 3, 0), theirs(0, 2, 1)))
        .extracting(Difference::kind)
        .containsExactly(CAPTURED_AMOUNT_DIFFERS, REFUNDED_AMOUNT_DIFFERS);
  }

  @Test
  void money_that_is_held_after_it_was_let_go_has_a_kind_of_its_own() {
    assertDiffer(ours(VOIDED, 0, 0), theirs(3, 0, 0), MONEY_STILL_HELD, 0, 3);
  }

  @Test
  void a_capture_that_was_given_up_and_undone_by_a_refund_comes_to_nothing() {
    assertAgree(ours(VOIDED, 0, 0), theirs(0, 3, 3));
    assertDiffer(ours(VOIDED, 0, 0), theirs(0, 3, 2), CAPTURED_AMOUNT_DIFFERS, 0, 1);
  }

  @Test
  void while_money_is_being_let_go_both_answers_are_right() {
    for (var state : new PaymentStatus[] {VOIDING, CAPTURE_FAILED}) {
      assertAgree(ours(state, 0, 0), theirs(3, 0, 0));
      assertAgree(ours(state, 0, 0), theirs(0, 0, 0));
    }
    assertDiffer(ours(VOIDING, 0, 0), theirs(0, 3, 0), CAPTURED_AMOUNT_DIFFERS, 0, 3);
  }

  @Test
  void another_currency_differs_whatever_the_amounts() {
    var dollars = Money.parse("USD 3.00");
    var none = Money.parse("USD 0.00");
    var theirs = new Entry(PI, null, none, dollars, none, Instant.EPOCH);
    assertThat(OurPayment.compare(ours(CAPTURED, 3, 0), theirs))
        .containsExactly(new Difference(PAYMENT_CURRENCY_DIFFERS, PI, ORDER, "GBP", "USD"));
  }

  @Test
  void a_payment_that_the_provider_does_not_know_is_missing_when_there_should_be_money() {
    assertThat(OurPayment.compare(ours(CAPTURED, 3, 0), null))
        .containsExactly(
            new Difference(PAYMENT_MISSING_AT_PROVIDER, PI, ORDER, "GBP 3.00 taken", "nothing"));
    assertThat(OurPayment.compare(ours(AUTHORIZED, 0, 0), null)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTHORIZING", "DECLINED", "CAPTURE_FAILED", "VOIDING", "VOIDED"})
  void a_payment_without_money_may_be_unknown_there(PaymentStatus state) {
    assertAgree(ours(state, 0, 0), null);
  }

  @Test
  void a_payment_that_nobody_of_ours_asked_for_is_unknown_while_there_is_money_in_it() {
    assertThat(OurPayment.compare(null, theirs(3, 0, 0)))
        .containsExactly(
            new Difference(PAYMENT_UNKNOWN_TO_US, PI, null, "nothing", "GBP 3.00 held"));
    assertThat(OurPayment.compare(null, theirs(0, 3, 1)).getFirst().theirs())
        .isEqualTo("GBP 2.00 taken");
    assertAgree(null, theirs(0, 0, 0));
    assertAgree(null, theirs(0, 3, 3));
  }

  @Test
  void a_second_payment_for_an_order_of_ours_is_unknown_and_names_the_order() {
    var other = new Entry("pi_2", null, gbp(3), gbp(0), gbp(0), Instant.EPOCH);
    assertThat(OurPayment.compare(ours(CAPTURED, 3, 0), other))
        .containsExactly(
            new Difference(PAYMENT_UNKNOWN_TO_US, "pi_2", ORDER, "nothing", "GBP 3.00 held"));
  }

  @Test
  void a_hold_whose_answer_we_never_heard_is_compared_by_our_name_for_it() {
    var unheard = new OurPayment(ORDER, null, VOIDED, gbp(3), gbp(0), gbp(0), Instant.EPOCH);
    assertDiffer(unheard, theirs(3, 0, 0), MONEY_STILL_HELD, 0, 3);
    assertAgree(unheard, theirs(0, 0, 0));
  }

  private static void assertAgree(@Nullable OurPayment ours, @Nullable Entry theirs) {
    assertThat(OurPayment.compare(ours, theirs)).isEmpty();
  }

  private static void assertDiffer(
      OurPayment ours, Entry theirs, DiscrepancyKind kind, int our, int their) {
    assertThat(OurPayment.compare(ours, theirs))
        .containsExactly(
            new Difference(kind, PI, ORDER, gbp(our).toString(), gbp(their).toString()));
  }

  private static OurPayment ours(PaymentStatus state, int captured, int refunded) {
    return new OurPayment(ORDER, PI, state, gbp(3), gbp(captured), gbp(refunded), Instant.EPOCH);
  }

  private static Entry theirs(int held, int captured, int refunded) {
    return new Entry(PI, null, gbp(held), gbp(captured), gbp(refunded), Instant.EPOCH);
  }

  private static Money gbp(int pounds) {
    return Money.parse("GBP " + pounds + ".00");
  }
}
