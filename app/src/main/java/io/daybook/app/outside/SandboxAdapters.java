package io.daybook.app.outside;

import io.daybook.saga.IdempotencyKey;
import io.daybook.saga.notification.Mailer;
import io.daybook.saga.payment.PaymentGateway;
import io.daybook.saga.shipping.Carrier;
import io.daybook.sandbox.SandboxCarrier;
import io.daybook.sandbox.SandboxMailbox;
import io.daybook.sandbox.SandboxPayments;
import io.daybook.schema.order.Address;
import io.daybook.schema.payment.PaymentToken;
import io.daybook.schema.shipping.ParcelItem;
import java.util.List;
import org.joda.money.Money;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The ports of the sagas, answered by the sandbox within this process. */
@Configuration(proxyBeanMethods = false)
public class SandboxAdapters {

  @Bean
  SandboxPayments sandboxPayments() {
    return new SandboxPayments();
  }

  @Bean
  SandboxMailbox sandboxMailbox() {
    return new SandboxMailbox();
  }

  @Bean
  PaymentGateway paymentGateway(SandboxPayments payments) {
    return new Payments(payments);
  }

  @Bean
  Carrier carrier() {
    return new Vans(new SandboxCarrier());
  }

  @Bean
  Mailer mailer(SandboxMailbox mailbox) {
    return mail ->
        mailbox.deliver(
            mail.key().value(),
            new SandboxMailbox.Letter(mail.orderId().toString(), mail.subject(), mail.text()));
  }

  private record Payments(SandboxPayments sandbox) implements PaymentGateway {
    @Override
    public Authorization authorize(IdempotencyKey key, PaymentToken token, Money amount) {
      return sandbox
          .authorize(key.value(), token.value())
          .<Authorization>map(Authorization.Declined::new)
          .orElseGet(
              () -> new Authorization.Authorized(sandbox.reference(key.value(), token.value())));
    }

    @Override
    public Capture capture(IdempotencyKey key, String reference, Money amount) {
      return sandbox
          .capture(reference, amount.getAmount())
          .<Capture>map(Capture.Failed::new)
          .orElseGet(Capture.Captured::new);
    }

    /** The sandbox holds no money, so there is none to let go of. */
    @Override
    public void release(IdempotencyKey authorizationKey) {}

    @Override
    public void refund(IdempotencyKey key, String reference, Money amount) {
      sandbox.refund(key.value(), amount.getAmount());
    }
  }

  private record Vans(SandboxCarrier sandbox) implements Carrier {
    @Override
    public Booking book(IdempotencyKey key, Address to, List<ParcelItem> items) {
      return sandbox
          .book(items.stream().map(item -> item.sku().value()).toList())
          .<Booking>map(Booking.Refused::new)
          .orElseGet(
              () ->
                  new Booking.Booked(
                      sandbox.reference(key.value()), sandbox.trackingNumber(key.value())));
    }

    /** The sandbox has no vans, so there is none to call back. */
    @Override
    public void cancel(IdempotencyKey bookingKey) {}
  }
}
