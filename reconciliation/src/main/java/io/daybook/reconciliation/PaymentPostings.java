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
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** What follows for the ledger from payments. */
final class PaymentPostings {
  private final Postings ledger;

  PaymentPostings(Postings ledger) {
    this.ledger = ledger;
  }

  /** What was taken for it has to go back. */
  void orderCancelled(OrderId order, OffsetDateTime at) {
    ledger.add(
        LedgerEntry.CANCELLATION,
        Postings.of(order, at).addValue("refund", OurRefund.CANCELLATION));
  }

  void post(PaymentEvent event, OffsetDateTime at) {
    switch (event) {
      case PaymentAuthorizationRequested e ->
          ledger.add(
              LedgerEntry.OPEN_PAYMENT,
              Postings.of(e.orderId(), at)
                  .addValue("state", PaymentStatus.AUTHORIZING.name())
                  .addValue("currency", e.amount().getCurrencyUnit().getCode())
                  .addValue("amount", e.amount().getAmount()));
      case PaymentAuthorized e -> change(e, at, "reference", e.providerReference());
      case PaymentCaptured e -> {
        change(e, at, "captured", e.amount().getAmount());
        orderCancelled(e.orderId(), at); // if it was, before its money was taken
      }
      case PaymentDeclined _,
          PaymentCaptureRequested _,
          PaymentCaptureFailed _,
          PaymentVoidRequested _,
          PaymentVoided _ ->
          change(event, at);
      // Nothing has gone back, so nothing is posted.
      case PaymentRefundRequested _, PaymentRefundFailed _ -> change(event, at);
      case PaymentRefunded e -> {
        change(e, at, "refunded", e.amount().getAmount());
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
        Postings.of(e.orderId(), at)
            .addValue("refund", id.toString())
            .addValue("currency", standing.getCurrencyUnit().getCode())
            .addValue("refunded", standing.getAmount()));
  }

  private void change(PaymentEvent event, OffsetDateTime at, String name, Object value) {
    ledger.add(LedgerEntry.CHANGE_PAYMENT, unchanged(event, at).addValue(name, value));
  }

  private void change(PaymentEvent event, OffsetDateTime at) {
    ledger.add(LedgerEntry.CHANGE_PAYMENT, unchanged(event, at));
  }

  /** The state that the event tells of, and no money moved. */
  private static MapSqlParameterSource unchanged(PaymentEvent event, OffsetDateTime at) {
    return Postings.of(event.orderId(), at)
        .addValue("state", PaymentStatus.toldBy(event).map(Enum::name).orElse(null))
        .addValue("reference", null)
        .addValue("captured", BigDecimal.ZERO)
        .addValue("refunded", BigDecimal.ZERO);
  }
}
