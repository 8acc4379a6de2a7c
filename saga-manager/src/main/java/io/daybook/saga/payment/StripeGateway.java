package io.daybook.saga.payment;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.EventDataObjectDeserializationException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import com.stripe.net.Webhook;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.RefundCreateParams;
import io.daybook.saga.IdempotencyKey;
import io.daybook.saga.call.NotYetException;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.payment.PaymentToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Stripe's PaymentIntents with manual capture
 * (docs.stripe.com/payments/place-a-hold-on-a-payment-method), through its official client.
 * Whatever is not a clear answer is thrown.
 */
public final class StripeGateway implements PaymentGateway {
  private static final Pattern SIGNATURE =
      Pattern.compile("t=[0-9]{1,12}(,v[0-9]=[0-9a-f]{1,128})+");
  private static final String CALL_KEY = "call_key";
  private static final String UNEXPECTED_STATE = "payment_intent_unexpected_state";
  private static final String ALREADY_REFUNDED = "charge_already_refunded";
  private static final String UNKNOWN = "resource_missing";
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private final StripeClient stripe;
  private final String webhookSecret;

  /**
   * @param url of the API, without {@code /v1}
   * @param apiKey the secret key
   * @param webhookSecret signs what the provider tells us by itself
   * @param answerWithin how long one request may take
   */
  public StripeGateway(String url, String apiKey, String webhookSecret, Duration answerWithin) {
    this.webhookSecret = webhookSecret;
    this.stripe =
        StripeClient.builder()
            .setApiKey(apiKey)
            .setApiBase(url)
            .setConnectTimeout((int) CONNECT.toMillis())
            .setReadTimeout((int) answerWithin.toMillis())
            .setMaxNetworkRetries(0) // repeated by our own table, which survives a crash
            .build();
  }

  @Override
  public Authorization authorize(
      IdempotencyKey key, PaymentId payment, PaymentToken token, Money amount) {
    var params =
        PaymentIntentCreateParams.builder()
            .setAmount(minor(amount))
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
            .putMetadata(CALL_KEY, key.toString())
            .build();
    try {
      var intent = stripe.v1().paymentIntents().create(params, under(key));
      if (intent.getStatus().equals("processing")) {
        // The stored answer stays as it was; the intent itself may have gone on.
        intent = stripe.v1().paymentIntents().retrieve(intent.getId());
      }
      return switch (intent.getStatus()) {
        case "requires_capture", "succeeded", "canceled" ->
            new Authorization.Authorized(intent.getId());
        case "processing" -> throw new NotYetException(intent.getId() + " is being processed");
        default -> new Authorization.Declined("status " + intent.getStatus());
      };
    } catch (CardException declined) {
      return new Authorization.Declined(reason(declined));
    } catch (StripeException failure) {
      throw new ProviderException(failure);
    }
  }

  @Override
  public Capture capture(IdempotencyKey key, String reference, Money amount) {
    var params = PaymentIntentCaptureParams.builder().setAmountToCapture(minor(amount)).build();
    try {
      stripe.v1().paymentIntents().capture(reference, params, under(key));
      return new Capture.Captured();
    } catch (CardException failed) {
      return new Capture.Failed(reason(failed));
    } catch (InvalidRequestException refused) {
      if (!UNEXPECTED_STATE.equals(refused.getCode())) {
        throw new ProviderException(refused);
      }
      return switch (statusOf(reference)) {
        case "succeeded" -> new Capture.Captured();
        case "canceled" -> new Capture.Failed("the hold is no longer there");
        default -> throw new ProviderException(refused);
      };
    } catch (StripeException failure) {
      throw new ProviderException(failure);
    }
  }

  @Override
  public void letGo(IdempotencyKey key, String reference) {
    try {
      stripe.v1().paymentIntents().cancel(reference, under(key));
    } catch (InvalidRequestException refused) {
      if (!UNEXPECTED_STATE.equals(refused.getCode())) {
        throw new ProviderException(refused);
      }
      if (statusOf(reference).equals("succeeded")) {
        var whole = RefundCreateParams.builder().setPaymentIntent(reference).build();
        refund(new IdempotencyKey(IdempotencyKey.of(key, "pay back").value()), whole);
      }
    } catch (StripeException failure) {
      throw new ProviderException(failure);
    }
  }

  @Override
  public void refund(IdempotencyKey key, String reference, Money amount) {
    refund(
        key,
        RefundCreateParams.builder().setPaymentIntent(reference).setAmount(minor(amount)).build());
  }

  /** The signature is checked before anything else is made of the header or the body. */
  @Override
  public Optional<News> read(String body, String signature) throws ForgedException {
    if (!SIGNATURE.matcher(signature).matches()) {
      throw new ForgedException();
    }
    try {
      Webhook.Signature.verifyHeader(body, signature, webhookSecret, Webhook.DEFAULT_TOLERANCE);
      var event = Webhook.constructEvent(body, signature, webhookSecret);
      return event.getDataObjectDeserializer().deserializeUnsafe() instanceof PaymentIntent intent
          ? Optional.ofNullable(intent.getMetadata())
              .map(metadata -> metadata.get(CALL_KEY))
              .map(key -> new News(event.getId(), new IdempotencyKey(UUID.fromString(key))))
          : Optional.empty();
    } catch (EventDataObjectDeserializationException unreadable) {
      return Optional.empty();
    } catch (SignatureVerificationException forged) {
      throw new ForgedException();
    }
  }

  @Override
  public Page list(Instant since, Instant until, @Nullable String after) {
    try {
      return StripeBooks.page(
          stripe.v1().paymentIntents().list(StripeBooks.page(since, until, after)));
    } catch (StripeException failure) {
      throw new ProviderException(failure);
    }
  }

  @Override
  public Page listRefunded(Instant since, Instant until, @Nullable String after) {
    try {
      return StripeBooks.refunded(
          stripe.v1().refunds().list(StripeBooks.refunds(since, until, after)));
    } catch (StripeException failure) {
      throw new ProviderException(failure);
    }
  }

  @Override
  public Optional<Entry> find(String reference) {
    try {
      var found = stripe.v1().paymentIntents().retrieve(reference, StripeBooks.WITH_CHARGE);
      return Optional.of(StripeBooks.entry(found));
    } catch (InvalidRequestException refused) {
      if (!UNKNOWN.equals(refused.getCode())) {
        throw new ProviderException(refused);
      }
      return Optional.empty();
    } catch (StripeException failure) {
      throw new ProviderException(failure);
    }
  }

  private void refund(IdempotencyKey key, RefundCreateParams params) {
    try {
      stripe.v1().refunds().create(params, under(key));
    } catch (InvalidRequestException refused) {
      if (!ALREADY_REFUNDED.equals(refused.getCode())) {
        throw new ProviderException(refused);
      }
    } catch (StripeException failure) {
      throw new ProviderException(failure);
    }
  }

  private String statusOf(String reference) {
    try {
      return stripe.v1().paymentIntents().retrieve(reference).getStatus();
    } catch (StripeException failure) {
      throw new ProviderException(failure);
    }
  }

  private static RequestOptions under(IdempotencyKey key) {
    return RequestOptions.builder().setIdempotencyKey(key.toString()).build();
  }

  private static long minor(Money amount) {
    return amount.getAmountMinorLong();
  }

  private static String reason(StripeException failure) {
    return Objects.requireNonNullElse(failure.getCode(), "card_error").replace('_', ' ');
  }

  /** The provider did not give an answer that says whether the work is done. */
  public static final class ProviderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProviderException(StripeException failure) {
      super(failure.getClass().getSimpleName() + ": " + failure.getMessage(), failure);
    }
  }
}
