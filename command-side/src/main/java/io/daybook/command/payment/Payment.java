package io.daybook.command.payment;

import io.daybook.schema.DomainRejection;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The payment of an order and its rules.
 *
 * @param reference the provider's name for what it holds, empty before it holds anything
 * @param refunds amounts asked to be paid back, by refund id
 * @param refunded the refunds that are paid back
 * @param failed the latest attempt that failed, by refund id
 */
record Payment(
    PaymentId id,
    OrderId orderId,
    Money amount,
    PaymentStatus status,
    String reference,
    Map<String, Money> refunds,
    Set<String> refunded,
    Map<String, Integer> failed) {

  Payment(
      PaymentId id,
      OrderId orderId,
      Money amount,
      PaymentStatus status,
      String reference,
      Map<String, Money> refunds,
      Set<String> refunded,
      // Snapshots of 0.1.0 have none.
      @Nullable Map<String, Integer> failed) {
    this.id = id;
    this.orderId = orderId;
    this.amount = amount;
    this.status = status;
    this.reference = reference;
    this.refunds = Map.copyOf(refunds);
    this.refunded = Set.copyOf(refunded);
    this.failed = failed == null ? Map.of() : Map.copyOf(failed);
  }

  static List<PaymentEvent> open(AuthorizePayment command) {
    return List.of(
        new PaymentAuthorizationRequested(
            command.paymentId(), command.orderId(), command.amount(), command.paymentToken()));
  }

  static Payment opened(PaymentAuthorizationRequested e) {
    return new Payment(
        e.paymentId(),
        e.orderId(),
        e.amount(),
        PaymentStatus.AUTHORIZING,
        "",
        Map.of(),
        Set.of(),
        Map.of());
  }

  Payment evolve(PaymentEvent event) {
    return switch (event) {
      case PaymentAuthorizationRequested e -> opened(e);
      case PaymentAuthorized e -> at(e, e.providerReference());
      case PaymentDeclined _, PaymentCaptureFailed _, PaymentVoidRequested _, PaymentVoided _ ->
          at(event, reference);
      case PaymentCaptureRequested _, PaymentCaptured _ -> at(event, reference);
      case PaymentRefundRequested e -> {
        var more = new HashMap<>(refunds);
        more.put(e.refundId().value(), e.amount());
        yield new Payment(id, orderId, amount, status, reference, more, refunded, failed);
      }
      case PaymentRefunded e -> {
        var more = new HashSet<>(refunded);
        more.add(e.refundId().value());
        yield new Payment(id, orderId, amount, status, reference, refunds, more, failed);
      }
      case PaymentRefundFailed e -> {
        var more = new HashMap<>(failed);
        more.put(e.refundId().value(), e.attempt());
        yield new Payment(id, orderId, amount, status, reference, refunds, refunded, more);
      }
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
          List.of(new PaymentCaptureRequested(command.paymentId(), orderId, amount, reference));
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
          List.of(
              new PaymentVoidRequested(
                  command.paymentId(), orderId, reference.isEmpty() ? null : reference));
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
    var asked = refunds.get(command.refundId().value());
    if (asked != null) {
      if (asked.equals(command.amount())) {
        return List.of();
      }
      throw rejection("refund-id-reused", "It was asked for with " + asked);
    }
    if (status != PaymentStatus.CAPTURED) {
      throw rejection("refund-what-is-captured", "No money was taken that could be paid back");
    }
    var before = Money.total(amount.getCurrencyUnit(), refunds.values());
    if (!command.amount().isPositive() || before.plus(command.amount()).isGreaterThan(amount)) {
      throw rejection(
          "refund-within-capture", before + " of " + amount + " are already being paid back");
    }
    return List.of(
        new PaymentRefundRequested(id, orderId, command.refundId(), command.amount(), reference));
  }

  List<PaymentEvent> decide(RecordPaymentRefunded command) {
    var refund = command.refundId().value();
    var refundedAmount = refunds.get(refund);
    return refundedAmount == null || refunded.contains(refund)
        ? List.of()
        : List.of(new PaymentRefunded(id, orderId, new RefundId(refund), refundedAmount));
  }

  List<PaymentEvent> decide(RecordPaymentRefundFailed command) {
    var refund = command.refundId();
    var asked = refunds.get(refund.value());
    var known = failed.getOrDefault(refund.value(), 0);
    return asked == null || refunded.contains(refund.value()) || known >= command.attempt()
        ? List.of()
        : List.of(
            new PaymentRefundFailed(
                id, orderId, refund, asked, command.attempt(), command.reason()));
  }

  private Payment at(PaymentEvent event, String held) {
    return new Payment(id, orderId, amount, status.after(event), held, refunds, refunded, failed);
  }

  private DomainRejection rejection(String rule, String message) {
    return DomainRejection.ofState(rule, status.name(), message);
  }
}
