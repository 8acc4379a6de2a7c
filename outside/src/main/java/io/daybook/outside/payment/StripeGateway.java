package io.daybook.outside.payment;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.net.Webhook;
import io.daybook.outside.IdempotencyKey;
import io.daybook.outside.call.Past;
import io.daybook.schema.order.PaymentToken;
import io.daybook.schema.payment.PaymentId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private final StripeClient stripe;
  private final StripeRefunds refunds;
  private final StripeIntents intents;
  private final String webhookSecret;

  /**
   * @param url of the API, without {@code /v1}
   * @param apiKey the secret key
   * @param webhookSecret signs what the provider tells us by itself
   * @param answerWithin how long one request may take
   */
  public StripeGateway(
      String url, String apiKey, String webhookSecret, Duration answerWithin, Clock clock) {
    this.webhookSecret = webhookSecret;
    this.stripe =
        StripeClient.builder()
            .setApiKey(apiKey)
            .setApiBase(url)
            .setConnectTimeout((int) CONNECT.toMillis())
            .setReadTimeout((int) answerWithin.toMillis())
            .setMaxNetworkRetries(0) // repeated by our own table, which survives a crash
            .build();
    this.refunds = new StripeRefunds(stripe, clock);
    this.intents = new StripeIntents(stripe, refunds);
  }

  @Override
  public Authorization authorize(Past past, PaymentId payment, PaymentToken token, Money amount) {
    return intents.authorize(past, payment, token, amount);
  }

  @Override
  public List<Authorization> asked(PaymentId payment, Instant since, Instant until) {
    return intents.asked(payment, since, until);
  }

  @Override
  public Answer capture(IdempotencyKey key, String reference, Money amount) {
    return intents.capture(key, reference, amount);
  }

  @Override
  public Optional<Answer> captured(String reference) {
    return intents.captured(reference);
  }

  @Override
  public Answer letGo(Past past, String reference) {
    return intents.letGo(past, reference);
  }

  @Override
  public Answer refund(Past past, String reference, Money amount) {
    return refunds.refund(past, reference, amount);
  }

  @Override
  public Optional<Answer> refunded(Past past, String reference, Money amount) {
    return refunds.refunded(past, reference, amount);
  }

  /** The signature is checked before anything else is made of the header or the body. */
  @Override
  public Optional<News> read(String body, String signature) throws ForgedException {
    if (!SIGNATURE.matcher(signature).matches()) {
      throw new ForgedException();
    }
    try {
      Webhook.Signature.verifyHeader(body, signature, webhookSecret, Webhook.DEFAULT_TOLERANCE);
      return StripeNews.in(body);
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
      throw StripeErrors.failed(failure);
    }
  }

  @Override
  public Page listRefunded(Instant since, Instant until, @Nullable String after) {
    try {
      return StripeBooks.refunded(
          stripe.v1().refunds().list(StripeBooks.refunds(since, until, after)));
    } catch (StripeException failure) {
      throw StripeErrors.failed(failure);
    }
  }

  @Override
  public Optional<Entry> find(String reference) {
    try {
      var found = stripe.v1().paymentIntents().retrieve(reference, StripeBooks.WITH_CHARGE);
      return Optional.of(StripeBooks.entry(found));
    } catch (InvalidRequestException refused) {
      if (!StripeErrors.UNKNOWN.equals(refused.getCode())) {
        throw StripeErrors.failed(refused);
      }
      return Optional.empty();
    } catch (StripeException failure) {
      throw StripeErrors.failed(failure);
    }
  }

  /** The provider did not give an answer that says whether the work is done. */
  public static final class ProviderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProviderException(String message, StripeException failure) {
      super(message, failure);
    }
  }
}
