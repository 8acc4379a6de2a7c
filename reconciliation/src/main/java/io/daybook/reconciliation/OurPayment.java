package io.daybook.reconciliation;

import static io.daybook.schema.reconciliation.DiscrepancyKind.CAPTURED_AMOUNT_DIFFERS;
import static io.daybook.schema.reconciliation.DiscrepancyKind.HELD_AMOUNT_DIFFERS;
import static io.daybook.schema.reconciliation.DiscrepancyKind.MONEY_STILL_HELD;
import static io.daybook.schema.reconciliation.DiscrepancyKind.PAYMENT_CURRENCY_DIFFERS;
import static io.daybook.schema.reconciliation.DiscrepancyKind.PAYMENT_MISSING_AT_PROVIDER;
import static io.daybook.schema.reconciliation.DiscrepancyKind.PAYMENT_UNKNOWN_TO_US;
import static io.daybook.schema.reconciliation.DiscrepancyKind.REFUNDED_AMOUNT_DIFFERS;

import io.daybook.outside.payment.PaymentGateway.Entry;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.reconciliation.DiscrepancyKind;
import io.daybook.schema.status.PaymentStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A payment in our books.
 *
 * @param subject the provider's reference, null before it has answered
 * @param amount what was asked to be held, and to be taken
 */
record OurPayment(
    OrderId orderId,
    @Nullable String subject,
    PaymentStatus state,
    Money amount,
    Money captured,
    Money refunded,
    Instant changedAt)
    implements OurEntry {

  /** Compares what we and the provider say of one payment; one of them may say nothing. */
  static List<Difference> compare(@Nullable OurPayment ours, @Nullable Entry theirs) {
    if (theirs == null) {
      return ours == null ? List.of() : ours.missing();
    }
    return ours != null && (ours.subject == null || ours.subject.equals(theirs.reference()))
        ? ours.differences(theirs)
        : unknown(ours, theirs);
  }

  /**
   * What no payment of ours explains is a difference as long as there is money in it; it may have
   * been begun for an order of ours all the same.
   */
  private static List<Difference> unknown(@Nullable OurPayment owner, Entry theirs) {
    var kept = theirs.captured().minus(theirs.refunded());
    if (theirs.held().isZero() && kept.isZero()) {
      return List.of();
    }
    return List.of(
        new Difference(
            PAYMENT_UNKNOWN_TO_US,
            theirs.reference(),
            owner == null ? null : owner.orderId,
            Difference.NOTHING,
            kept.isZero() ? theirs.held() + " held" : kept + " taken"));
  }

  private List<Difference> missing() {
    return switch (state) {
      case AUTHORIZED, CAPTURING -> missing(amount + " held");
      case CAPTURED -> missing(captured + " taken");
      // Nothing is held, so the provider need not know it.
      case AUTHORIZING, DECLINED, CAPTURE_FAILED, VOIDING, VOIDED -> List.of();
    };
  }

  private List<Difference> missing(String what) {
    return subject == null
        ? List.of()
        : List.of(
            new Difference(
                PAYMENT_MISSING_AT_PROVIDER, subject, orderId, what, Difference.NOTHING));
  }

  private List<Difference> differences(Entry theirs) {
    var currency = amount.getCurrencyUnit();
    if (!theirs.held().getCurrencyUnit().equals(currency)) {
      return List.of(
          new Difference(
              PAYMENT_CURRENCY_DIFFERS,
              theirs.reference(),
              orderId,
              currency.getCode(),
              theirs.held().getCurrencyUnit().getCode()));
    }
    var none = Money.zero(currency);
    return switch (state) {
      case CAPTURED -> taken(theirs);
      case AUTHORIZED, CAPTURING -> held(theirs, amount, theirs.captured(), HELD_AMOUNT_DIFFERS);
      case AUTHORIZING, DECLINED -> held(theirs, none, kept(theirs), HELD_AMOUNT_DIFFERS);
      case VOIDED -> held(theirs, none, kept(theirs), MONEY_STILL_HELD);
      // Whether the hold is still there is what we are finding out.
      case CAPTURE_FAILED, VOIDING ->
          held(theirs, theirs.held(), kept(theirs), HELD_AMOUNT_DIFFERS);
    };
  }

  /** A capture that was given up may have been done, and undone by a refund: that comes to none. */
  private static Money kept(Entry theirs) {
    return theirs.captured().minus(theirs.refunded());
  }

  /** What was taken is no longer held, so one cause is told as one difference. */
  private List<Difference> held(
      Entry theirs, Money expected, Money theirsTaken, DiscrepancyKind kind) {
    if (!theirsTaken.isZero()) {
      return List.of(difference(CAPTURED_AMOUNT_DIFFERS, theirs, captured, theirsTaken));
    }
    return theirs.held().equals(expected)
        ? List.of()
        : List.of(difference(kind, theirs, expected, theirs.held()));
  }

  private List<Difference> taken(Entry theirs) {
    var differences = new ArrayList<Difference>();
    if (!theirs.captured().equals(captured)) {
      differences.add(difference(CAPTURED_AMOUNT_DIFFERS, theirs, captured, theirs.captured()));
    } else if (!theirs.held().isZero()) {
      var none = Money.zero(amount.getCurrencyUnit());
      differences.add(difference(HELD_AMOUNT_DIFFERS, theirs, none, theirs.held()));
    }
    if (!theirs.refunded().equals(refunded)) {
      differences.add(difference(REFUNDED_AMOUNT_DIFFERS, theirs, refunded, theirs.refunded()));
    }
    return differences;
  }

  private Difference difference(DiscrepancyKind kind, Entry theirs, Money our, Money their) {
    return new Difference(kind, theirs.reference(), orderId, our.toString(), their.toString());
  }
}
