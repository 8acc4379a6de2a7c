package io.daybook.outside.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.outside.IdempotencyKey;
import io.daybook.outside.call.AttemptForTests;
import io.daybook.outside.call.CallKind;
import io.daybook.outside.call.RefusedException;
import io.daybook.schema.order.CancellationCause;
import io.daybook.schema.order.OrderCancellationRejected;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.order.OrderShipped;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.payment.PaymentRefunded;
import io.daybook.schema.payment.RefundId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class CustomerMailsTest {
  private static final OrderId ORDER = new OrderId(new UUID(0, 1));
  private static final RefundId REFUND = new RefundId("part-1");

  private final List<Mailer.Mail> sent = new ArrayList<>();
  private final CustomerMails mails = new CustomerMails(sent::add, new MailTemplates());

  @Test
  void a_confirmed_order_is_told() {
    var mail = mailOf(new OrderConfirmed(ORDER), "mail/confirmed");
    assertThat(mail.subject()).isEqualTo("Your order is confirmed");
  }

  @Test
  void a_cancelled_order_is_told_with_its_reason() {
    var mail =
        mailOf(
            new OrderCancelled(ORDER, CancellationCause.STOCK, "nothing <left>"), "mail/cancelled");
    assertThat(mail.subject()).isEqualTo("Your order is cancelled");
    assertThat(mail.text()).contains("Reason: nothing <left>\n");
    assertThat(mail.html()).contains("nothing &lt;left&gt;");
  }

  @Test
  void a_refused_cancellation_is_told_with_its_reason() {
    var mail =
        mailOf(new OrderCancellationRejected(ORDER, "too late"), "mail/cancellation-rejected");
    assertThat(mail.subject()).isEqualTo("Your order is on its way");
    assertThat(mail.text()).contains("Reason: too late\n");
  }

  @Test
  void a_shipped_order_is_told_with_its_tracking_number() {
    var mail = mailOf(new OrderShipped(ORDER, "DB0123"), "mail/shipped");
    assertThat(mail.subject()).isEqualTo("Your parcel has left");
    assertThat(mail.text()).contains("Tracking number: DB0123\n");
  }

  @Test
  void money_paid_back_is_told_the_same_everywhere() {
    var before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      var mail = mailOf(refunded("GBP 1250.00"), "mail/refunded/" + REFUND);
      assertThat(mail.subject()).isEqualTo("We have paid you back");
      assertThat(mail.text()).startsWith("GBP 1250.00 is on its way");
      assertThat(mail.html()).contains("<strong>GBP 1250.00</strong>");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void a_mail_that_cannot_be_written_is_refused_and_not_sent() {
    var broken = new OrderShipped(ORDER, null);
    assertThatThrownBy(() -> perform(kindOf(OrderShipped.class), broken))
        .isInstanceOf(RefusedException.class);
    assertThat(sent).isEmpty();
  }

  private static PaymentRefunded refunded(String amount) {
    return new PaymentRefunded(new PaymentId(ORDER), ORDER, REFUND, Money.parse(amount));
  }

  /** The mail of an event, whose key is what it has always been: others would go out twice. */
  private <E extends OrderRelated> Mailer.Mail mailOf(E event, String step) {
    @SuppressWarnings("unchecked") // an event's class is of its type
    var kind = kindOf((Class<E>) event.getClass());
    perform(kind, event);
    var mail = sent.getLast();
    assertThat(mail.key()).isEqualTo(IdempotencyKey.of(ORDER, step));
    assertThat(mail.key()).isEqualTo(kind.key().apply(event));
    assertThat(mail.orderId()).isEqualTo(ORDER);
    return mail;
  }

  private static <E extends OrderRelated> void perform(CallKind<E> kind, E event) {
    assertThat(
            kind.perform()
                .perform(event, new AttemptForTests(kind.key().apply(event), Clock.systemUTC())))
        .isEmpty();
  }

  @SuppressWarnings("unchecked") // the filter compares the type
  private <E extends OrderRelated> CallKind<E> kindOf(Class<E> intent) {
    return (CallKind<E>)
        mails.kinds().stream().filter(kind -> kind.intent() == intent).findFirst().orElseThrow();
  }
}
