package io.daybook.command.payment;

import io.daybook.schema.DomainRejection;
import io.daybook.schema.Invariant;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.payment.AuthorizePayment;
import io.daybook.schema.payment.CapturePayment;
import io.daybook.schema.payment.PaymentAuthorizationRequested;
import io.daybook.schema.payment.PaymentAuthorized;
import io.daybook.schema.payment.PaymentCaptureFailed;
import io.daybook.schema.payment.PaymentCaptureRequested;
import io.daybook.schema.payment.PaymentCaptured;
import io.daybook.schema.payment.PaymentDeclined;
import io.daybook.schema.payment.PaymentEvent;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.payment.PaymentRefundFailed;
import io.daybook.schema.payment.PaymentRefundRequested;
import io.daybook.schema.payment.PaymentRefunded;
import io.daybook.schema.payment.PaymentVoidRequested;
import io.daybook.schema.payment.PaymentVoided;
import io.daybook.schema.payment.RecordPaymentAuthorized;
import io.daybook.schema.payment.RecordPaymentCaptureFailed;
import io.daybook.schema.payment.RecordPaymentCaptured;
import io.daybook.schema.payment.RecordPaymentDeclined;
import io.daybook.schema.payment.RecordPaymentRefundFailed;
import io.daybook.schema.payment.RecordPaymentRefunded;
import io.daybook.schema.payment.RecordPaymentVoided;
import io.daybook.schema.payment.RefundId;
import io.daybook.schema.payment.RefundPayment;
import io.daybook.schema.payment.VoidPayment;
import io.daybook.schema.status.PaymentStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The payment of an order and its rules.
 *
 * @param reference the provider's name for what it holds, null before it holds anything
 * @param refunds by their id
 */
record Payment(
    PaymentId id,
    OrderId orderId,
    Money amount,
    PaymentStatus status,
    @Nullable String reference,
    Map<String, Refund> refunds) {

  Payment {
    refunds = Map.copyOf(refunds);
    Invariant.check(reference != null || mayBeUnheard(status), "what is held has a name");
    Invariant.check(
        refunds.isEmpty() || status == PaymentStatus.CAPTURED, "only what was taken is paid back");
    Invariant.check(
        !total(amount.getCurrencyUnit(), refunds).isGreaterThan(amount),
        "no more is paid back than was taken");
  }

  static List<PaymentEvent> open(AuthorizePayment command) {
    return List.of(
        new PaymentAuthorizationRequested(
            command.paymentId(), command.orderId(), command.amount(), command.paymentToken()));
  }

  static Payment opened(PaymentAuthorizationRequested e) {
    return new Payment(
        e.paymentId(), e.orderId(), e.amount(), PaymentStatus.AUTHORIZING, null, Map.of());
  }

  Payment evolve(PaymentEvent event) {
    return switch (event) {
      case PaymentAuthorizationRequested e -> opened(e);
      case PaymentAuthorized e -> at(e, e.providerReference());
      case PaymentDeclined _, PaymentCaptureFailed _, PaymentVoidRequested _, PaymentVoided _ ->
          at(event, reference);
      case PaymentCaptureRequested _, PaymentCaptured _ -> at(event, reference);
      case PaymentRefundRequested e -> with(e.refundId(), new Refund.Asked(e.amount()));
      case PaymentRefundFailed e -> with(e.refundId(), new Refund.Failed(e.amount(), e.attempt()));
      case PaymentRefunded e -> with(e.refundId(), new Refund.PaidBack(e.amount()));
    };
  }

  List<PaymentEvent> decide(RecordPaymentAuthorized command) {
    return status == PaymentStatus.AUTHORIZING
        ? List.of(new PaymentAuthorized(id, orderId, amount, command.providerReference()))
        : List.of();
  }

  List<PaymentEvent> decide(RecordPaymentDeclined command) {
    return status == PaymentStatus.AUTHORIZING
        ? List.of(new PaymentDeclined(id, orderId, command.reason()))
        : List.of();
  }

  List<PaymentEvent> decide(CapturePayment command) {
    return switch (status) {
      case AUTHORIZED ->
          List.of(new PaymentCaptureRequested(command.paymentId(), orderId, amount, held()));
      case CAPTURING, CAPTURED, CAPTURE_FAILED -> List.of();
      case AUTHORIZING, DECLINED, VOIDING, VOIDED ->
          throw rejection("capture-what-is-authorized", "No money is held to be taken");
    };
  }

  List<PaymentEvent> decide(RecordPaymentCaptured command) {
    return status == PaymentStatus.CAPTURING
        ? List.of(new PaymentCaptured(command.paymentId(), orderId, amount))
        : List.of();
  }

  List<PaymentEvent> decide(RecordPaymentCaptureFailed command) {
    return status == PaymentStatus.CAPTURING
        ? List.of(new PaymentCaptureFailed(id, orderId, command.reason()))
        : List.of();
  }

  List<PaymentEvent> decide(VoidPayment command) {
    return switch (status) {
      case AUTHORIZING, AUTHORIZED, CAPTURE_FAILED ->
          List.of(new PaymentVoidRequested(command.paymentId(), orderId, reference));
      case DECLINED -> List.of(new PaymentVoided(id, orderId));
      case VOIDING, VOIDED -> List.of();
      case CAPTURING, CAPTURED ->
          throw rejection("void-before-capture", "The money is taken; refund it instead");
    };
  }

  List<PaymentEvent> decide(RecordPaymentVoided command) {
    return status == PaymentStatus.VOIDING
        ? List.of(new PaymentVoided(command.paymentId(), orderId))
        : List.of();
  }

  List<PaymentEvent> decide(RefundPayment command) {
    var asked = refund(command.refundId());
    if (asked != null) {
      if (asked.amount().equals(command.amount())) {
        return List.of();
      }
      throw rejection("refund-id-reused", "It was asked for with " + asked.amount());
    }
    if (status != PaymentStatus.CAPTURED) {
      throw rejection("refund-what-is-captured", "No money was taken that could be paid back");
    }
    var before = total(amount.getCurrencyUnit(), refunds);
    if (!command.amount().isPositive() || before.plus(command.amount()).isGreaterThan(amount)) {
      throw rejection(
          "refund-within-capture", before + " of " + amount + " are already being paid back");
    }
    return List.of(
        new PaymentRefundRequested(id, orderId, command.refundId(), command.amount(), held()));
  }

  List<PaymentEvent> decide(RecordPaymentRefunded command) {
    return switch (refund(command.refundId())) {
      case null -> List.of();
      case Refund.PaidBack _ -> List.of();
      case Refund.Asked r -> paidBack(command, r);
      case Refund.Failed r -> paidBack(command, r);
    };
  }

  List<PaymentEvent> decide(RecordPaymentRefundFailed command) {
    return switch (refund(command.refundId())) {
      case null -> List.of();
      case Refund.PaidBack _ -> List.of();
      case Refund.Asked r -> failed(command, r);
      case Refund.Failed r -> command.attempt() > r.attempt() ? failed(command, r) : List.of();
    };
  }

  private List<PaymentEvent> paidBack(RecordPaymentRefunded command, Refund refund) {
    return List.of(new PaymentRefunded(id, orderId, command.refundId(), refund.amount()));
  }

  private List<PaymentEvent> failed(RecordPaymentRefundFailed c, Refund refund) {
    return List.of(
        new PaymentRefundFailed(
            id, orderId, c.refundId(), refund.amount(), c.attempt(), c.reason()));
  }

  private @Nullable Refund refund(RefundId refundId) {
    return refunds.get(refundId.value());
  }

  /** The provider's name for what it holds, once it holds it. */
  private String held() {
    return Objects.requireNonNull(reference);
  }

  private Payment at(PaymentEvent event, @Nullable String held) {
    return new Payment(id, orderId, amount, status.after(event), held, refunds);
  }

  private Payment with(RefundId refundId, Refund refund) {
    var more = new HashMap<>(refunds);
    more.put(refundId.value(), refund);
    return new Payment(id, orderId, amount, status, reference, more);
  }

  private static boolean mayBeUnheard(PaymentStatus status) {
    return switch (status) {
      case AUTHORIZING, DECLINED, VOIDING, VOIDED -> true;
      case AUTHORIZED, CAPTURING, CAPTURED, CAPTURE_FAILED -> false;
    };
  }

  private static Money total(CurrencyUnit currency, Map<String, Refund> refunds) {
    return Money.total(currency, refunds.values().stream().map(Refund::amount).toList());
  }

  private DomainRejection rejection(String rule, String message) {
    return DomainRejection.ofState(rule, status.name(), message);
  }
}
