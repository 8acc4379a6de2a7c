package io.daybook.outside.payment;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import io.daybook.outside.IdempotencyKey;
import io.daybook.outside.call.Past;
import io.daybook.outside.payment.PaymentGateway.Answer;
import io.daybook.schema.payment.ProviderUnits;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.joda.money.Money;

/**
 * Paying back (docs.stripe.com/refunds). A refund is money given away, so one that is not final is
 * waited for, and one that may have been asked for is looked for: Stripe lists the refunds of one
 * payment, which are few.
 */
final class StripeRefunds {
  /** Counts the requests of one call, so that one that failed is told from the next. */
  private static final String ATTEMPT = "attempt";

  private static final String ALREADY_REFUNDED = "charge_already_refunded";
  private static final long MAX = 100;

  private final StripeClient stripe;
  private final Clock clock;

  StripeRefunds(StripeClient stripe, Clock clock) {
    this.stripe = stripe;
    this.clock = clock;
  }

  Answer refund(Past past, String reference, Money amount) {
    try {
      return answer(create(past, past.key(), reference, ProviderUnits.of(amount)));
    } catch (StripeException failure) {
      if (ALREADY_REFUNDED.equals(failure.getCode())) {
        return refunded(past, reference, amount)
            .or(() -> allPaidBack(reference))
            .orElseGet(() -> new Answer.Refused(StripeErrors.reason(failure)));
      }
      if (StripeErrors.isRefusal(failure, true)) {
        return new Answer.Refused(StripeErrors.reason(failure));
      }
      throw StripeErrors.unknown(failure);
    }
  }

  Optional<Answer> refunded(Past past, String reference, Money amount) {
    var all = of(reference);
    var ours = all.stream().filter(refund -> isOf(past, refund)).toList();
    return first(ours, StripeRefunds::isDone)
        .or(() -> first(ours, StripeRefunds::isPending))
        .or(() -> first(ours, refund -> attempt(refund) == past.generation()))
        .or(() -> first(all, refund -> isUnmarked(past, refund, ProviderUnits.of(amount))));
  }

  /** Pays back what is left of a payment that was taken and should not have been. */
  Answer payBack(Past past, PaymentIntent intent) {
    var all = of(intent.getId());
    var failed =
        first(
            all,
            refund ->
                isOf(past, refund) && isFailed(refund) && attempt(refund) == past.generation());
    if (failed.isPresent()) {
      return failed.get();
    }
    var left =
        Objects.requireNonNullElse(intent.getAmountReceived(), 0L)
            - sum(all, refund -> !isFailed(refund));
    if (left > 0) {
      var key = IdempotencyKey.of(past.key(), "pay back");
      try {
        var answer = answer(create(past, key, intent.getId(), left));
        if (!(answer instanceof Answer.Done)) {
          return answer;
        }
      } catch (StripeException failure) {
        if (StripeErrors.isRefusal(failure, true)) {
          return new Answer.Refused(StripeErrors.reason(failure));
        }
        throw StripeErrors.unknown(failure);
      }
    }
    return first(all, StripeRefunds::isPending).orElseGet(Answer.Done::new);
  }

  private Refund create(Past past, IdempotencyKey key, String reference, long amount)
      throws StripeException {
    var params =
        RefundCreateParams.builder()
            .setPaymentIntent(reference)
            .setAmount(amount)
            .putMetadata(StripeBooks.CALL_KEY, past.call().toString())
            .putMetadata(ATTEMPT, Integer.toString(past.generation()))
            .build();
    var refund = stripe.v1().refunds().create(params, StripeIntents.under(key));
    // The stored answer stays as it was; the refund itself may have gone on.
    return isPending(refund) ? stripe.v1().refunds().retrieve(refund.getId()) : refund;
  }

  private List<Refund> of(String reference) {
    try {
      return stripe
          .v1()
          .refunds()
          .list(RefundListParams.builder().setPaymentIntent(reference).setLimit(MAX).build())
          .getData();
    } catch (StripeException failure) {
      throw StripeErrors.failed(failure);
    }
  }

  /** Whoever did it: when all that was taken is paid back, nothing is left to ask for. */
  private Optional<Answer> allPaidBack(String reference) {
    try {
      var taken = stripe.v1().paymentIntents().retrieve(reference).getAmountReceived();
      var all = of(reference);
      if (sum(all, refund -> !isFailed(refund)) < taken) {
        return Optional.empty();
      }
      return first(all, StripeRefunds::isPending).or(() -> Optional.of(new Answer.Done()));
    } catch (StripeException failure) {
      throw StripeErrors.failed(failure);
    }
  }

  private static Optional<Answer> first(List<Refund> refunds, Predicate<Refund> wanted) {
    return refunds.stream().filter(wanted).findFirst().map(StripeRefunds::answer);
  }

  private static long sum(List<Refund> refunds, Predicate<Refund> wanted) {
    return refunds.stream().filter(wanted).mapToLong(Refund::getAmount).sum();
  }

  /** Only the bank decides when, and it may say no after days. */
  private static Answer answer(Refund refund) {
    if (isDone(refund)) {
      return new Answer.Done();
    }
    return isPending(refund)
        ? new Answer.Pending(refund.getId() + " is " + refund.getStatus())
        : new Answer.Refused(
            Objects.requireNonNullElse(refund.getFailureReason(), refund.getStatus())
                .replace('_', ' '));
  }

  private static boolean isDone(Refund refund) {
    return "succeeded".equals(refund.getStatus());
  }

  private static boolean isFailed(Refund refund) {
    return "failed".equals(refund.getStatus()) || "canceled".equals(refund.getStatus());
  }

  private static boolean isPending(Refund refund) {
    return !isDone(refund) && !isFailed(refund);
  }

  private static boolean isOf(Past past, Refund refund) {
    return past.call().toString().equals(metadata(refund).get(StripeBooks.CALL_KEY));
  }

  private static int attempt(Refund refund) {
    return Integer.parseInt(metadata(refund).getOrDefault(ATTEMPT, "1"));
  }

  /**
   * Refunds that 0.1.0 asked for bear no mark. One of this amount, made in the time of our
   * attempts, is taken for ours: paying back twice would be worse.
   */
  private boolean isUnmarked(Past past, Refund refund, long amount) {
    var created = Instant.ofEpochSecond(refund.getCreated());
    return !metadata(refund).containsKey(StripeBooks.CALL_KEY)
        && !isFailed(refund)
        && refund.getAmount() == amount
        && !created.isBefore(KeysInUse.since(past))
        && !created.isAfter(KeysInUse.until(past, clock.instant()));
  }

  private static Map<String, String> metadata(Refund refund) {
    return Objects.requireNonNullElse(refund.getMetadata(), Map.of());
  }
}
