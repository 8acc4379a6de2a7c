package io.daybook.outside.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.PaymentIntent;
import com.stripe.net.ApiResource;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** What an intent and its charge say, in the shapes that Stripe's documentation shows. */
class StripeBooksTest {

  @Test
  void a_cancelled_hold_was_never_taken_and_so_not_paid_back() {
    var entry = entry(0, 0, charge(300, 0, 300));
    assertThat(entry.held()).isEqualTo(gbp("0.00"));
    assertThat(entry.captured()).isEqualTo(gbp("0.00"));
    assertThat(entry.refunded()).isEqualTo(gbp("0.00"));
  }

  @Test
  void a_hold_that_stands_has_nothing_paid_back() {
    var entry = entry(300, 0, charge(300, 0, 0));
    assertThat(entry.held()).isEqualTo(gbp("3.00"));
    assertThat(entry.refunded()).isEqualTo(gbp("0.00"));
  }

  @Test
  void what_was_taken_and_paid_back_is_counted_whole() {
    assertThat(entry(0, 300, charge(300, 300, 100)).refunded()).isEqualTo(gbp("1.00"));
    assertThat(entry(0, 300, charge(300, 300, 300)).refunded()).isEqualTo(gbp("3.00"));
  }

  @Test
  void the_part_of_a_hold_that_was_not_taken_is_not_paid_back() {
    assertThat(entry(0, 200, charge(300, 200, 100)).refunded()).isEqualTo(gbp("0.00"));
    assertThat(entry(0, 200, charge(300, 200, 150)).refunded()).isEqualTo(gbp("0.50"));
  }

  @Test
  void what_has_no_charge_has_nothing_paid_back() {
    assertThat(entry(0, 0, "null").refunded()).isEqualTo(gbp("0.00"));
  }

  private static PaymentGateway.Entry entry(long capturable, long received, String charge) {
    var json =
        """
        {"id": "pi_1", "object": "payment_intent", "amount": 300, "currency": "gbp", "created": 1,
         "amount_capturable": %d, "amount_received": %d, "latest_charge": %s}
        """
            .formatted(capturable, received, charge);
    return StripeBooks.entry(ApiResource.GSON.fromJson(json, PaymentIntent.class));
  }

  private static String charge(long amount, long captured, long refunded) {
    return """
        {"id": "ch_1", "object": "charge", "amount": %d, "amount_captured": %d, "amount_refunded": %d}
        """
        .formatted(amount, captured, refunded);
  }

  private static Money gbp(String amount) {
    return Money.parse("GBP " + amount);
  }
}
