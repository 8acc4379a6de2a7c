package io.daybook.outside.payment;

import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.RefundListParams;
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

  /** The key of the call that made it. */
  static final String CALL_KEY = "call_key";

  static final int PAGE = 100;

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
            .setLimit((long) PAGE)
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

  static RefundListParams refunds(Instant since, Instant until, @Nullable String after) {
    var created =
        RefundListParams.Created.builder()
            .setGte(since.getEpochSecond())
            .setLt(until.getEpochSecond() + 1)
            .build();
    var params =
        RefundListParams.builder()
            .setCreated(created)
            .setLimit((long) PAGE)
            .addExpand("data.payment_intent.latest_charge");
    if (after != null) {
      params.setStartingAfter(after);
    }
    return params.build();
  }

  /** A refund of a charge without a payment intent is of no payment that this platform can make. */
  static PaymentGateway.Page refunded(StripeCollection<Refund> listed) {
    var refunds = listed.getData();
    var entries =
        refunds.stream()
            .map(Refund::getPaymentIntentObject)
            .filter(Objects::nonNull)
            .map(StripeBooks::entry)
            .toList();
    var more = Objects.requireNonNullElse(listed.getHasMore(), false);
    return new PaymentGateway.Page(
        entries, more && !refunds.isEmpty() ? refunds.getLast().getId() : null);
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
        money(currency, charge == null ? null : refunded(charge)),
        Instant.ofEpochSecond(intent.getCreated()));
  }

  /**
   * What was paid back of what was taken. Stripe counts what it lets go of as refunded too: the
   * charge of a cancelled hold says that all of it was, and nothing captured
   * (docs.stripe.com/api/charges/object).
   */
  private static long refunded(Charge charge) {
    var notTaken = orZero(charge.getAmount()) - orZero(charge.getAmountCaptured());
    return Math.max(0, orZero(charge.getAmountRefunded()) - notTaken);
  }

  private static long orZero(@Nullable Long minor) {
    return Objects.requireNonNullElse(minor, 0L);
  }

  private static Money money(CurrencyUnit currency, @Nullable Long minor) {
    return BookDecimals.worth(currency, orZero(minor));
  }
}
