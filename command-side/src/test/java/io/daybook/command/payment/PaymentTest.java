package io.daybook.command.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.schema.DomainRejection;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.PaymentToken;
import io.daybook.schema.payment.AuthorizePayment;
import io.daybook.schema.payment.CapturePayment;
import io.daybook.schema.payment.PaymentAuthorizationRequested;
import io.daybook.schema.payment.PaymentEvent;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.payment.PaymentRefundFailed;
import io.daybook.schema.payment.PaymentVoidRequested;
import io.daybook.schema.payment.RecordPaymentAuthorized;
import io.daybook.schema.payment.RecordPaymentCaptured;
import io.daybook.schema.payment.RecordPaymentDeclined;
import io.daybook.schema.payment.RecordPaymentRefundFailed;
import io.daybook.schema.payment.RecordPaymentRefunded;
import io.daybook.schema.payment.RecordPaymentVoided;
import io.daybook.schema.payment.RefundId;
import io.daybook.schema.payment.RefundPayment;
import io.daybook.schema.payment.VoidPayment;
import io.daybook.schema.status.PaymentStatus;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class PaymentTest {
  private static final OrderId ORDER = new OrderId(new UUID(1, 1));
  private static final PaymentId ID = new PaymentId(ORDER);
  private static final Money TEN = Money.parse("GBP 10.00");

  private Payment payment =
      Payment.opened(
          (PaymentAuthorizationRequested)
              Payment.open(new AuthorizePayment(ID, ORDER, TEN, new PaymentToken("tok")))
                  .getFirst());

  @Test
  void money_is_captured_once() {
    authorized();
    happen(payment.decide(new CapturePayment(ID)));
    assertThat(payment.decide(new CapturePayment(ID))).isEmpty();
    happen(payment.decide(new RecordPaymentCaptured(ID)));
    assertThat(payment.decide(new RecordPaymentCaptured(ID))).isEmpty();
    assertThat(payment.decide(new CapturePayment(ID))).isEmpty();
  }

  @Test
  void an_authorization_that_arrives_after_the_void_changes_nothing() {
    happen(payment.decide(new VoidPayment(ID)));
    assertThat(payment.decide(new RecordPaymentAuthorized(ID, "pi"))).isEmpty();
    happen(payment.decide(new RecordPaymentVoided(ID)));
    assertThat(payment.status()).isEqualTo(PaymentStatus.VOIDED);
    assertThatThrownBy(() -> payment.decide(new CapturePayment(ID)))
        .isInstanceOf(DomainRejection.class);
  }

  @Test
  void a_declined_payment_cannot_be_captured_and_is_voided_at_once() {
    happen(payment.decide(new RecordPaymentDeclined(ID, "no")));
    assertThatThrownBy(() -> payment.decide(new CapturePayment(ID)))
        .isInstanceOf(DomainRejection.class);
    happen(payment.decide(new VoidPayment(ID)));
    assertThat(payment.status()).isEqualTo(PaymentStatus.VOIDED);
  }

  @Test
  void captured_money_is_refunded_and_not_voided() {
    captured();
    assertThatThrownBy(() -> payment.decide(new VoidPayment(ID)))
        .isInstanceOf(DomainRejection.class);
  }

  @Test
  void refunds_count_once_each_and_never_exceed_what_was_taken() {
    captured();
    var six = new RefundPayment(ID, new RefundId("a"), Money.parse("GBP 6.00"));
    happen(payment.decide(six));
    assertThat(payment.decide(six)).isEmpty();
    var other = new RefundPayment(ID, new RefundId("a"), Money.parse("GBP 5.00"));
    assertThatThrownBy(() -> payment.decide(other))
        .isInstanceOfSatisfying(
            DomainRejection.class, r -> assertThat(r.rule()).isEqualTo("refund-id-reused"));
    var five = new RefundPayment(ID, new RefundId("b"), Money.parse("GBP 5.00"));
    assertThatThrownBy(() -> payment.decide(five))
        .isInstanceOfSatisfying(
            DomainRejection.class, r -> assertThat(r.rule()).isEqualTo("refund-within-capture"));
    happen(payment.decide(new RecordPaymentRefunded(ID, new RefundId("a"))));
    assertThat(payment.decide(new RecordPaymentRefunded(ID, new RefundId("a")))).isEmpty();
    assertThat(payment.decide(new RecordPaymentRefunded(ID, new RefundId("unknown")))).isEmpty();
  }

  @Test
  void a_refund_that_failed_is_recorded_once_an_attempt_and_may_succeed_later() {
    captured();
    var refund = new RefundId("a");
    happen(payment.decide(new RefundPayment(ID, refund, Money.parse("GBP 6.00"))));
    var failed = new RecordPaymentRefundFailed(ID, refund, 1, "card expired");
    assertThat(payment.decide(failed))
        .containsExactly(
            new PaymentRefundFailed(ID, ORDER, refund, Money.parse("GBP 6.00"), 1, "card expired"));
    happen(payment.decide(failed));
    assertThat(payment.decide(failed)).isEmpty();
    assertThat(payment.decide(new RecordPaymentRefundFailed(ID, refund, 2, "again"))).hasSize(1);
    happen(payment.decide(new RecordPaymentRefunded(ID, refund)));
    assertThat(payment.decide(new RecordPaymentRefundFailed(ID, refund, 3, "late"))).isEmpty();
    assertThat(payment.decide(new RecordPaymentRefundFailed(ID, new RefundId("b"), 1, "?")))
        .isEmpty();
  }

  @Test
  void a_void_says_what_is_held_if_that_is_known() {
    assertThat(payment.decide(new VoidPayment(ID)))
        .containsExactly(new PaymentVoidRequested(ID, ORDER, null));
    authorized();
    assertThat(payment.decide(new VoidPayment(ID)))
        .containsExactly(new PaymentVoidRequested(ID, ORDER, "pi"));
  }

  @Test
  void a_payment_that_cannot_be_cannot_be_made() {
    var eleven = Map.<String, Refund>of("a", new Refund.Asked(Money.parse("GBP 11.00")));
    var one = Map.<String, Refund>of("a", new Refund.Asked(Money.parse("GBP 1.00")));
    for (var making :
        List.<ThrowingCallable>of(
            () -> new Payment(ID, ORDER, TEN, PaymentStatus.AUTHORIZED, null, Map.of()),
            () -> new Payment(ID, ORDER, TEN, PaymentStatus.CAPTURED, "pi", eleven),
            () -> new Payment(ID, ORDER, TEN, PaymentStatus.AUTHORIZED, "pi", one))) {
      assertThatThrownBy(making)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("It must hold that ");
    }
  }

  private void authorized() {
    happen(payment.decide(new RecordPaymentAuthorized(ID, "pi")));
  }

  private void captured() {
    authorized();
    happen(payment.decide(new CapturePayment(ID)));
    happen(payment.decide(new RecordPaymentCaptured(ID)));
  }

  private void happen(List<PaymentEvent> events) {
    for (var event : events) {
      payment = payment.evolve(event);
    }
  }
}
