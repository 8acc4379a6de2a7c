package io.daybook.reconciliation;

import io.daybook.schema.order.OrderId;
import io.daybook.schema.payment.PaymentAuthorizationRequested;
import io.daybook.schema.payment.PaymentAuthorized;
import io.daybook.schema.payment.PaymentCaptureFailed;
import io.daybook.schema.payment.PaymentCaptureRequested;
import io.daybook.schema.payment.PaymentCaptured;
import io.daybook.schema.payment.PaymentDeclined;
import io.daybook.schema.payment.PaymentEvent;
import io.daybook.schema.payment.PaymentRefundFailed;
import io.daybook.schema.payment.PaymentRefundRequested;
import io.daybook.schema.payment.PaymentRefunded;
import io.daybook.schema.payment.PaymentVoidRequested;
import io.daybook.schema.payment.PaymentVoided;
import io.daybook.schema.payment.RefundId;
import io.daybook.schema.status.PaymentStatus;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** What follows for the ledger from payments. */
final class PaymentPostings {
  private final Postings ledger;

  PaymentPostings(Postings ledger) {
    this.ledger = ledger;
  }

  /** What was taken for it has to go back. */
  void orderCancelled(OrderId order, OffsetDateTime at) {
    ledger.add(LedgerEntry.CANCELLATION, OurRefund.CANCELLATION, at, order.toString());
  }

  void post(PaymentEvent event, OffsetDateTime at) {
    var none = BigDecimal.ZERO;
    switch (event) {
      case PaymentAuthorizationRequested e ->
          ledger.add(
              LedgerEntry.OPEN_PAYMENT,
              e.orderId().toString(),
              PaymentStatus.AUTHORIZING.name(),
              e.amount().getCurrencyUnit().getCode(),
              e.amount().getAmount(),
              at);
      case PaymentAuthorized e -> pay(e, e.providerReference(), none, none, at);
      case PaymentCaptured e -> {
        pay(e, null, e.amount().getAmount(), none, at);
        orderCancelled(e.orderId(), at); // if it was, before its money was taken
      }
      case PaymentDeclined _,
          PaymentCaptureRequested _,
          PaymentCaptureFailed _,
          PaymentVoidRequested _,
          PaymentVoided _ ->
          pay(event, null, none, none, at);
      // Nothing has gone back, so nothing is posted.
      case PaymentRefundRequested _, PaymentRefundFailed _ -> pay(event, null, none, none, at);
      case PaymentRefunded e -> {
        pay(e, null, none, e.amount().getAmount(), at);
        refund(e, e.refundId(), e.amount(), at);
      }
    }
  }

  /**
   * @param standing what is paid back under this id by now; nothing, if it has failed since
   */
  private void refund(PaymentEvent e, RefundId id, Money standing, OffsetDateTime at) {
    ledger.add(
        LedgerEntry.REFUND,
        e.orderId().toString(),
        id.toString(),
        standing.getCurrencyUnit().getCode(),
        standing.getAmount(),
        at);
  }

  private void pay(
      PaymentEvent event,
      @Nullable String reference,
      BigDecimal captured,
      BigDecimal refunded,
      OffsetDateTime at) {
    ledger.add(
        LedgerEntry.CHANGE_PAYMENT,
        PaymentStatus.toldBy(event).map(Enum::name).orElse(null),
        reference,
        captured,
        refunded,
        at,
        event.orderId().toString());
  }
}
