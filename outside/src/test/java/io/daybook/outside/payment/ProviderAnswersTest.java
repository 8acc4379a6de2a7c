package io.daybook.outside.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.daybook.outside.call.NotYetException;
import io.daybook.outside.call.RefusedException;
import io.daybook.schema.payment.RecordPaymentAuthorized;
import io.daybook.schema.payment.RecordPaymentDeclined;
import io.daybook.schema.payment.RecordPaymentRefunded;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is an answer, what is a refusal, and what is neither yet. */
class ProviderAnswersTest extends ProviderForTests {

  @Test
  void what_is_being_processed_is_no_outcome() {
    assertThatThrownBy(() -> perform(pay("tok_slow", TEN), authorizing))
        .isInstanceOf(NotYetException.class);
    assertThat(awaited(pay("tok_slow", TEN), authorizing))
        .isInstanceOf(RecordPaymentAuthorized.class);
    assertThat(intents()).hasSize(1);
  }

  @Test
  void what_was_being_processed_may_be_declined() {
    assertThatThrownBy(() -> perform(pay("tok_slow_declined", TEN), authorizing))
        .isInstanceOf(NotYetException.class);
    assertThat(awaited(pay("tok_slow_declined", TEN), authorizing))
        .isEqualTo(new RecordPaymentDeclined(payment, "card declined"));
  }

  @Test
  void a_card_whose_owner_would_have_to_confirm_is_declined() {
    assertThat(perform(pay("tok_3ds", TEN), authorizing)).isInstanceOf(RecordPaymentDeclined.class);
  }

  @ParameterizedTest
  @CsvSource({
    "tok_declined, GBP 10.00, card declined",
    "kot_visa, GBP 10.00, resource missing",
    "tok_visa, GBP 0.29, amount too small",
    "tok_visa, BTN 10.00, cannot take",
    "tok_visa, KWD 5.124, cannot take"
  })
  void what_is_refused_is_declined_at_once(String token, String amount, String reason) {
    assertThat(perform(pay(token, Money.parse(amount)), authorizing))
        .isInstanceOfSatisfying(
            RecordPaymentDeclined.class, no -> assertThat(no.reason()).contains(reason));
  }

  @ParameterizedTest
  @CsvSource({
    "GBP 10.00, 1000",
    "JPY 500, 500",
    "MGA 1500, 1500",
    "ISK 500, 50000",
    "UGX 500, 50000",
    "KWD 5.120, 5120"
  })
  void the_provider_is_told_its_own_units_and_read_in_them(String amount, long number) {
    var money = Money.of(Money.parse(amount).getCurrencyUnit(), Money.parse(amount).getAmount());
    perform(pay("tok_visa", money), authorizing);
    var intent = intents().path(0);
    assertThat(intent.path("amount").asLong()).isEqualTo(number);
    assertThat(entry(intent.path("id").asString()).held()).isEqualTo(money);
  }

  @Test
  void a_refund_that_is_pending_is_told_of_when_it_is_done() {
    var reference = captured("tok_refund_slow");
    var refunding = attempt("refund/r");
    assertThatThrownBy(() -> perform(refund(reference), refunding))
        .isInstanceOf(NotYetException.class);
    assertThat(awaited(refund(reference), refunding)).isInstanceOf(RecordPaymentRefunded.class);
    assertKept(0, 1_000, 400);
  }

  @Test
  void a_refund_that_fails_later_is_recorded_and_paid_when_it_is_resumed() {
    var reference = captured("tok_refund_fails");
    var refunding = attempt("refund/r");
    assertThatThrownBy(() -> awaited(refund(reference), refunding))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("expired or canceled card");
    assertKept(0, 1_000, 0);
    assertThatThrownBy(() -> perform(refund(reference), refunding))
        .as("its key brings the same again")
        .isInstanceOf(RefusedException.class);
    refunding.refusedAndResumed();
    assertThat(perform(refund(reference), refunding)).isInstanceOf(RecordPaymentRefunded.class);
    assertKept(0, 1_000, 400);
  }

  @Test
  void more_than_is_left_is_refused_and_what_is_all_paid_back_is_done() {
    var reference = captured("tok_visa");
    post("/v1/refunds", "amount=700&payment_intent=" + reference);
    assertThatThrownBy(() -> perform(refund(reference), attempt("refund/r")))
        .isInstanceOf(RefusedException.class);
    post("/v1/refunds", "amount=300&payment_intent=" + reference);
    assertThat(perform(refund(reference), attempt("refund/r")))
        .isInstanceOf(RecordPaymentRefunded.class);
    assertKept(0, 1_000, 1_000);
  }

  @Test
  void what_was_taken_and_is_let_go_waits_until_it_is_paid_back() {
    var reference = captured("tok_refund_fails");
    var voiding = attempt("void");
    assertThatThrownBy(() -> letGo(reference, voiding)).isInstanceOf(NotYetException.class);
    assertThatThrownBy(
            () ->
                await()
                    .ignoreExceptionsInstanceOf(NotYetException.class)
                    .until(() -> letGo(reference, voiding) != null))
        .isInstanceOf(RefusedException.class);
    voiding.refusedAndResumed();
    letGo(reference, voiding);
    assertKept(0, 1_000, 1_000);
  }

  private PaymentGateway.Entry entry(String reference) {
    return provider.find(reference).orElseThrow();
  }
}
