package io.daybook.saga.notification;

import io.daybook.saga.IdempotencyKey;
import io.daybook.saga.call.CallKind;
import io.daybook.saga.call.Calls;
import io.daybook.saga.call.Port;
import io.daybook.schema.order.OrderCancellationRejected;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.order.OrderShipped;
import io.daybook.schema.payment.PaymentRefunded;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Tells the customer what matters to them, at most once per order and kind. SMTP has no idempotency
 * keys: when we crash between handing a mail over and noting that, nobody knows whether it was
 * sent, and it is not sent again.
 */
@Component
class CustomerMails implements Calls {
  private final Mailer mailer;

  CustomerMails(Mailer mailer) {
    this.mailer = mailer;
  }

  private record News(String kind, String subject, String text) {}

  @Override
  public List<CallKind<?>> kinds() {
    return List.of(
        mail(
            OrderConfirmed.class,
            _ -> new News("confirmed", "Your order is confirmed", "We are packing it now.")),
        mail(
            OrderCancelled.class,
            cancelled ->
                new News(
                    "cancelled",
                    "Your order is cancelled",
                    "Reason: "
                        + cancelled.reason()
                        + ". You were not charged, or are paid back in full.")),
        mail(
            OrderCancellationRejected.class,
            rejected ->
                new News(
                    "cancellation-rejected",
                    "Your order is on its way",
                    "We could not cancel it: " + rejected.reason() + ". You can still return it.")),
        mail(
            OrderShipped.class,
            shipped ->
                new News(
                    "shipped",
                    "Your parcel has left",
                    "Track it as " + shipped.trackingNumber() + ".")),
        mail(
            PaymentRefunded.class,
            refunded ->
                new News(
                    "refunded/" + refunded.refundId(),
                    "We have paid you back",
                    refunded.amount() + " is on its way to your card.")));
  }

  private <E extends OrderRelated> CallKind<E> mail(Class<E> intent, Function<E, News> news) {
    return new CallKind<>(
        intent,
        Port.MAIL,
        null,
        false,
        event -> key(event.orderId(), news.apply(event)),
        (event, _) -> {
          var what = news.apply(event);
          var order = event.orderId();
          mailer.send(new Mailer.Mail(key(order, what), order, what.subject(), what.text()));
          return Optional.empty();
        },
        (_, _) -> Optional.empty());
  }

  private static IdempotencyKey key(OrderId order, News news) {
    return IdempotencyKey.of(order, "mail/" + news.kind());
  }
}
