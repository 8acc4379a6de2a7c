package io.daybook.outside.payment;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentListParams;
import io.daybook.outside.IdempotencyKey;
import io.daybook.outside.call.Past;
import io.daybook.outside.payment.PaymentGateway.Answer;
import io.daybook.outside.payment.PaymentGateway.Authorization;
import io.daybook.schema.order.PaymentToken;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.payment.ProviderUnits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Holding, taking and letting go of money: Stripe's payment intents. */
final class StripeIntents {
  private final StripeClient stripe;
  private final StripeRefunds refunds;

  StripeIntents(StripeClient stripe, StripeRefunds refunds) {
    this.stripe = stripe;
    this.refunds = refunds;
  }

  Authorization authorize(Past past, PaymentId payment, PaymentToken token, Money amount) {
    if (!ProviderUnits.canCharge(amount)) {
      return new Authorization.Declined("the payment provider cannot take " + amount);
    }
    try {
      var intent =
          stripe
              .v1()
              .paymentIntents()
              .create(params(past, payment, token, amount), under(past.key()));
      // The stored answer stays as it was; the intent itself may have gone on.
      return authorization(
          intent.getStatus().equals("processing") ? retrieve(intent.getId()) : intent);
    } catch (StripeException failure) {
      if (StripeErrors.isRefusal(failure, false)) {
        return new Authorization.Declined(StripeErrors.reason(failure));
      }
      throw StripeErrors.unknown(failure, token);
    }
  }

  /** The same parameters under the same key always, for every release: Stripe compares them. */
  private static PaymentIntentCreateParams params(
      Past past, PaymentId payment, PaymentToken token, Money amount) {
    return PaymentIntentCreateParams.builder()
        .setAmount(ProviderUnits.of(amount))
        .setCurrency(amount.getCurrencyUnit().getCode().toLowerCase(Locale.ROOT))
        .setCaptureMethod(PaymentIntentCreateParams.CaptureMethod.MANUAL)
        .setConfirm(true)
        .addPaymentMethodType("card")
        .setPaymentMethodData(
            PaymentIntentCreateParams.PaymentMethodData.builder()
                .putExtraParam("type", "card")
                .putExtraParam("card", Map.of("token", token.value()))
                .build())
        .putMetadata(StripeBooks.PAYMENT_ID, payment.toString())
        .putMetadata(StripeBooks.CALL_KEY, past.call().toString())
        .build();
  }

  List<Authorization> asked(PaymentId payment, Instant since, Instant until) {
    var ours = new ArrayList<PaymentIntent>();
    String after = null;
    do {
      var page = list(StripeBooks.page(since, until, after));
      page.stream()
          .filter(intent -> payment.toString().equals(paymentOf(intent)))
          .filter(StripeIntents::isDecided)
          .forEach(ours::add);
      after = page.size() < StripeBooks.PAGE ? null : page.getLast().getId();
    } while (after != null);
    ours.sort(Comparator.comparingInt(intent -> rank(intent.getStatus())));
    return ours.stream().map(StripeIntents::authorization).toList();
  }

  Answer capture(IdempotencyKey key, String reference, Money amount) {
    var params =
        PaymentIntentCaptureParams.builder().setAmountToCapture(ProviderUnits.of(amount)).build();
    try {
      var intent = stripe.v1().paymentIntents().capture(reference, params, under(key));
      return captured(intent).orElseGet(() -> pending(intent));
    } catch (StripeException failure) {
      if (StripeErrors.isRefusal(failure, true)) {
        // Perhaps because it was done before.
        return captured(reference)
            .orElseGet(() -> new Answer.Refused(StripeErrors.reason(failure)));
      }
      throw StripeErrors.unknown(failure);
    }
  }

  Optional<Answer> captured(String reference) {
    try {
      return captured(retrieve(reference));
    } catch (StripeException failure) {
      throw StripeErrors.failed(failure);
    }
  }

  private static Optional<Answer> captured(PaymentIntent intent) {
    return switch (intent.getStatus()) {
      case "succeeded" -> Optional.of(new Answer.Done());
      case "requires_capture" -> Optional.empty();
      case "processing" -> Optional.of(pending(intent));
      default -> Optional.of(new Answer.Refused("the hold is no longer there"));
    };
  }

  Answer letGo(Past past, String reference) {
    var intent = found(reference);
    return switch (intent.getStatus()) {
      case "canceled" -> new Answer.Done();
      case "succeeded" -> refunds.payBack(past, intent);
      case "processing" -> pending(intent);
      default -> cancel(past.key(), reference);
    };
  }

  private Answer cancel(IdempotencyKey key, String reference) {
    try {
      stripe.v1().paymentIntents().cancel(reference, under(key));
      return new Answer.Done();
    } catch (StripeException failure) {
      // Also when it has gone on meanwhile: the next attempt looks again.
      throw StripeErrors.unknown(failure);
    }
  }

  private PaymentIntent found(String reference) {
    try {
      return retrieve(reference);
    } catch (StripeException failure) {
      throw StripeErrors.failed(failure);
    }
  }

  private PaymentIntent retrieve(String reference) throws StripeException {
    return stripe.v1().paymentIntents().retrieve(reference);
  }

  private List<PaymentIntent> list(PaymentIntentListParams params) {
    try {
      return stripe.v1().paymentIntents().list(params).getData();
    } catch (StripeException failure) {
      throw StripeErrors.failed(failure);
    }
  }

  private static Answer pending(PaymentIntent intent) {
    return new Answer.Pending(intent.getId() + " is " + intent.getStatus());
  }

  /**
   * A card whose owner would have to confirm (3-D Secure, {@code requires_action}) is declined: the
   * customer has gone, nobody else has the secret with which it could be confirmed, and until then
   * nothing is held.
   */
  private static Authorization authorization(PaymentIntent intent) {
    return switch (intent.getStatus()) {
      case "requires_capture", "succeeded", "canceled" ->
          new Authorization.Authorized(intent.getId());
      case "processing" -> new Authorization.Pending(intent.getId());
      case "requires_action" ->
          new Authorization.Declined("its owner would have to confirm the payment");
      default -> new Authorization.Declined(why(intent));
    };
  }

  private static String why(PaymentIntent intent) {
    var error = intent.getLastPaymentError();
    return error == null || error.getCode() == null
        ? "status " + intent.getStatus()
        : error.getCode().replace('_', ' ');
  }

  /** An intent that broke off before the card was asked says nothing. */
  private static boolean isDecided(PaymentIntent intent) {
    return switch (intent.getStatus()) {
      case "requires_confirmation" -> false;
      case "requires_payment_method" -> intent.getLastPaymentError() != null;
      default -> true;
    };
  }

  /** What holds money comes first. */
  private static int rank(String status) {
    return switch (status) {
      case "requires_capture", "succeeded" -> 0;
      case "processing" -> 1;
      case "canceled" -> 2;
      default -> 3;
    };
  }

  private static @Nullable String paymentOf(PaymentIntent intent) {
    return Objects.requireNonNullElse(intent.getMetadata(), Map.<String, String>of())
        .get(StripeBooks.PAYMENT_ID);
  }

  static RequestOptions under(IdempotencyKey key) {
    return RequestOptions.builder().setIdempotencyKey(key.toString()).build();
  }
}
