package io.daybook.command.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.schema.DomainRejection;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.payment.AuthorizePayment;
import io.daybook.schema.payment.CapturePayment;
import io.daybook.schema.payment.PaymentAuthorizationRequested;
import io.daybook.schema.payment.PaymentEvent;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.payment.PaymentToken;
import io.daybook.schema.payment.RecordPaymentAuthorized;
import io.daybook.schema.payment.RecordPaymentCaptured;
import io.daybook.schema.payment.RecordPaymentDeclined;
import io.daybook.schema.payment.RecordPaymentRefunded;
import io.daybook.schema.payment.RecordPaymentVoided;
import io.daybook.schema.payment.RefundId;
import io.daybook.schema.payment.RefundPayment;
import io.daybook.schema.payment.VoidPayment;
import java.util.List;
import java.util.UUID;
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
    assertThat(payment.status()).isEqualTo(Payment.Status.VOIDED);
    assertThatThrownBy(() -> payment.decide(new CapturePayment(ID)))
        .isInstanceOf(DomainRejection.class);
  }

  @Test
  void a_declined_payment_cannot_be_captured_and_is_voided_at_once() {
    happen(payment.decide(new RecordPaymentDeclined(ID, "no")));
    assertThatThrownBy(() -> payment.decide(new CapturePayment(ID)))
        .isInstanceOf(DomainRejection.class);
    happen(payment.decide(new VoidPayment(ID)));
    assertThat(payment.status()).isEqualTo(Payment.Status.VOIDED);
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
