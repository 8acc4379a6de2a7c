package io.daybook.schema.status;

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
import java.util.Optional;

/** How far the payment of an order is. Its refunds come after {@link #CAPTURED} and leave it. */
public enum PaymentStatus {
  /** The provider was asked to hold the money. */
  AUTHORIZING,
  /** The provider holds the money. */
  AUTHORIZED,
  /** The provider will not hold the money. */
  DECLINED,
  /** The provider was asked to take the money. */
  CAPTURING,
  /** The money is taken. */
  CAPTURED,
  /** The provider could not take the money; it may still hold it. */
  CAPTURE_FAILED,
  /** The provider was asked to let go of the money. */
  VOIDING,
  /** No money is held or will be; final. */
  VOIDED;

  /** The status after one more event of the payment. */
  public PaymentStatus after(PaymentEvent event) {
    return toldBy(event).orElse(this);
  }

  /** The status that an event tells, whatever it was before; empty when the event leaves it. */
  public static Optional<PaymentStatus> toldBy(PaymentEvent event) {
    return switch (event) {
      case PaymentAuthorizationRequested _ -> Optional.of(AUTHORIZING);
      case PaymentAuthorized _ -> Optional.of(AUTHORIZED);
      case PaymentDeclined _ -> Optional.of(DECLINED);
      case PaymentCaptureRequested _ -> Optional.of(CAPTURING);
      case PaymentCaptured _ -> Optional.of(CAPTURED);
      case PaymentCaptureFailed _ -> Optional.of(CAPTURE_FAILED);
      case PaymentVoidRequested _ -> Optional.of(VOIDING);
      case PaymentVoided _ -> Optional.of(VOIDED);
      case PaymentRefundRequested _, PaymentRefunded _, PaymentRefundFailed _ -> Optional.empty();
    };
  }
}
