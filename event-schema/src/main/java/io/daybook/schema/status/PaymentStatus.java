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
    return switch (event) {
      case PaymentAuthorizationRequested _ -> AUTHORIZING;
      case PaymentAuthorized _ -> AUTHORIZED;
      case PaymentDeclined _ -> DECLINED;
      case PaymentCaptureRequested _ -> CAPTURING;
      case PaymentCaptured _ -> CAPTURED;
      case PaymentCaptureFailed _ -> CAPTURE_FAILED;
      case PaymentVoidRequested _ -> VOIDING;
      case PaymentVoided _ -> VOIDED;
      case PaymentRefundRequested _, PaymentRefunded _, PaymentRefundFailed _ -> this;
    };
  }
}
