package io.daybook.app.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.sandbox.Faults.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A payment provider and a carrier that fail in every way, and what the books say afterwards. */
class OutsideCallsIT extends OutsideForTests {
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

  private int attempts(String order) {
    return jdbc.queryForObject(
        "select max(attempts) from outside.call where order_id = ?", Integer.class, order);
  }
}
