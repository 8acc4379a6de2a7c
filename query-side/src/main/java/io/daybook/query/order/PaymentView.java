package io.daybook.query.order;

import io.daybook.query.MoneyView;
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
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a payment say.
 *
 * @param last the name of the last one, null before the first
 * @param held what the provider held, or may hold still
 */
record PaymentView(@Nullable String last, Money held, Money taken, Money paidBack) {

  static PaymentView none(CurrencyUnit currency) {
    var none = Money.zero(currency);
    return new PaymentView(null, none, none, none);
  }

  /** As the schema writes it. */
  public String lastEvent() {
    return last == null ? "" : last;
  }

  public MoneyView authorized() {
    return MoneyView.of(held);
  }

  public MoneyView captured() {
    return MoneyView.of(taken);
  }

  public MoneyView refunded() {
    return MoneyView.of(paidBack);
  }

  PaymentView after(PaymentEvent event) {
    var name = event.getClass().getSimpleName();
    return switch (event) {
      case PaymentAuthorized e -> new PaymentView(name, e.amount(), taken, paidBack);
      case PaymentCaptured e -> new PaymentView(name, held, e.amount(), paidBack);
      case PaymentVoided _ ->
          new PaymentView(name, Money.zero(held.getCurrencyUnit()), taken, paidBack);
      case PaymentRefunded e -> new PaymentView(name, held, taken, paidBack.plus(e.amount()));
      case PaymentAuthorizationRequested _,
          PaymentDeclined _,
          PaymentCaptureRequested _,
          PaymentCaptureFailed _,
          PaymentVoidRequested _,
          PaymentRefundRequested _,
          PaymentRefundFailed _ ->
          new PaymentView(name, held, taken, paidBack);
    };
  }
}
