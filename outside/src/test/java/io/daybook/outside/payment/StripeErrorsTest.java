package io.daybook.outside.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.PermissionException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import io.daybook.outside.call.KeySpentException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A refusal of one request is an answer; trouble with all of them is none. */
class StripeErrorsTest {

  @Test
  void a_card_error_and_an_invalid_request_are_refusals() {
    var card = new CardException("no", "req", "card_declined", null, null, null, 402, null);
    assertThat(StripeErrors.isRefusal(card, true)).isTrue();
    assertThat(StripeErrors.isRefusal(invalid("amount_too_small"), true)).isTrue();
    assertThat(StripeErrors.isRefusal(invalid("resource_missing"), false)).isTrue();
  }

  static Stream<StripeException> troubles() {
    return Stream.of(
        new AuthenticationException("key", "req", null, 401),
        new PermissionException("key", "req", null, 403),
        new RateLimitException("slow", null, "req", "rate_limit", 429, null),
        new ApiException("conflict", "req", "lock_timeout", 409, null),
        new ApiConnectionException("gone"),
        new ApiException("broken", "req", null, 500, null),
        new IdempotencyException("other parameters", "req", null, 400),
        invalid("api_key_expired"),
        invalid("parameter_unknown"));
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void trouble_with_the_key_the_account_the_rate_or_the_network_is_no_refusal(
      StripeException trouble) {
    assertThat(StripeErrors.isRefusal(trouble, false)).isFalse();
  }

  @Test
  void what_the_provider_had_named_itself_and_does_not_know_is_another_account() {
    assertThat(StripeErrors.isRefusal(invalid("resource_missing"), true)).isFalse();
  }

  @Test
  void only_what_is_stored_under_the_key_spends_it() {
    assertThat(StripeErrors.unknown(new ApiException("broken", "req", null, 500, null)))
        .isInstanceOf(KeySpentException.class);
    assertThat(StripeErrors.unknown(new IdempotencyException("other", "req", null, 400)))
        .isInstanceOf(KeySpentException.class);
    assertThat(StripeErrors.unknown(new ApiConnectionException("gone")))
        .isInstanceOf(StripeGateway.ProviderException.class);
    assertThat(StripeErrors.unknown(new RateLimitException("slow", null, "req", null, 429, null)))
        .isInstanceOf(StripeGateway.ProviderException.class);
  }

  private static InvalidRequestException invalid(String code) {
    return new InvalidRequestException("no", "amount", "req", code, 400, null);
  }
}
