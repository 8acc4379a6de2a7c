package io.daybook.outside.payment;

import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import io.daybook.outside.call.KeySpentException;
import io.daybook.schema.order.PaymentToken;
import java.util.Objects;
import java.util.Set;

/**
 * What Stripe's errors mean (docs.stripe.com/error-handling, docs.stripe.com/error-codes). A
 * refusal of one request is an answer. Errors of the key, the account or the network are about all
 * requests, so they are failures: the call is repeated, and the port given a rest.
 */
final class StripeErrors {
  static final String UNKNOWN = "resource_missing";
  private static final int SERVER = 500;

  /** Invalid requests that are not about this card or amount, but about how we are set up. */
  private static final Set<String> OF_ACCOUNT =
      Set.of(
          "account_closed",
          "account_country_invalid_address",
          "account_invalid",
          "api_key_expired",
          "livemode_mismatch",
          "not_allowed_on_standard_account",
          "parameter_missing",
          "parameter_unknown",
          "payment_method_type_not_enabled",
          "payment_method_unactivated",
          "platform_account_required",
          "platform_api_key_expired",
          "rate_limit",
          "secret_key_required",
          "testmode_charges_only",
          "tls_version_unsupported");

  private StripeErrors() {}

  /**
   * Whether this one request is refused: because of its card, its amount or its state.
   *
   * @param named whether the request names an object that the provider itself had given us; that it
   *     does not know it is no refusal but another account
   */
  static boolean isRefusal(StripeException failure, boolean named) {
    return switch (failure) {
      case CardException _ -> true;
      case InvalidRequestException invalid ->
          !OF_ACCOUNT.contains(Objects.requireNonNullElse(invalid.getCode(), ""))
              && !(named && UNKNOWN.equals(invalid.getCode()));
      default -> false;
    };
  }

  /** A refusal's reason, for people. */
  static String reason(StripeException refusal) {
    var code = Objects.requireNonNullElse(refusal.getCode(), "refused").replace('_', ' ');
    return refusal instanceof InvalidRequestException invalid && invalid.getParam() != null
        ? code + " (" + invalid.getParam() + ")"
        : code;
  }

  /** A request that may have changed something has no answer that could be believed. */
  static RuntimeException unknown(StripeException failure) {
    return unknown(failure, text(failure));
  }

  /**
   * The same for a request that was sent the token of a card: the provider may quote it, and nobody
   * may read it in our tables and logs.
   */
  static RuntimeException unknown(StripeException failure, PaymentToken sent) {
    return unknown(failure, text(failure).replace(sent.value(), sent.toString()));
  }

  private static RuntimeException unknown(StripeException failure, String text) {
    var status = Objects.requireNonNullElse(failure.getStatusCode(), 0);
    return status >= SERVER || failure instanceof IdempotencyException
        ? new KeySpentException(text, failure)
        : new StripeGateway.ProviderException(text, failure);
  }

  /** A request that changes nothing has no answer. */
  static RuntimeException failed(StripeException failure) {
    return new StripeGateway.ProviderException(text(failure), failure);
  }

  private static String text(StripeException failure) {
    return failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }
}
