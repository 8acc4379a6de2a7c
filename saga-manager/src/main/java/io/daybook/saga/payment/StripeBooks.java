package io.daybook.saga.payment;

import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeCollection;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * How Stripe lists its payments (docs.stripe.com/api/payment_intents/list). What was paid back is
 * said by the charge alone, which comes along only when it is asked for.
 */
final class StripeBooks {
  /** Our name of a payment in the metadata of its intent. */
  static final String PAYMENT_ID = "payment_id";

  static final PaymentIntentRetrieveParams WITH_CHARGE =
      PaymentIntentRetrieveParams.builder().addExpand("latest_charge").build();

  private static final long PAGE = 100;

  private StripeBooks() {}

  static PaymentIntentListParams page(Instant since, Instant until, @Nullable String after) {
    var created =
        PaymentIntentListParams.Created.builder()
            .setGte(since.getEpochSecond())
            .setLt(until.getEpochSecond() + 1)
            .build();
    var params =
        PaymentIntentListParams.builder()
            .setCreated(created)
            .setLimit(PAGE)
            .addExpand("data.latest_charge");
    if (after != null) {
      params.setStartingAfter(after);
    }
    return params.build();
  }

  static PaymentGateway.Page page(StripeCollection<PaymentIntent> listed) {
    var entries = listed.getData().stream().map(StripeBooks::entry).toList();
    var more = Objects.requireNonNullElse(listed.getHasMore(), false);
    return new PaymentGateway.Page(
        entries, more && !entries.isEmpty() ? entries.getLast().reference() : null);
  }

  static PaymentGateway.Entry entry(PaymentIntent intent) {
    var currency = CurrencyUnit.of(intent.getCurrency().toUpperCase(Locale.ROOT));
    var charge = intent.getLatestChargeObject();
    var metadata = intent.getMetadata();
    return new PaymentGateway.Entry(
        intent.getId(),
        metadata == null ? null : metadata.get(PAYMENT_ID),
        money(currency, intent.getAmountCapturable()),
        money(currency, intent.getAmountReceived()),
        money(currency, charge == null ? null : charge.getAmountRefunded()),
        Instant.ofEpochSecond(intent.getCreated()));
  }

  private static Money money(CurrencyUnit currency, @Nullable Long minor) {
    return Money.ofMinor(currency, minor == null ? 0 : minor);
  }
}
