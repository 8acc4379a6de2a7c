package io.daybook.outside.notification;

import io.daybook.outside.IdempotencyKey;
import io.daybook.outside.call.CallKind;
import io.daybook.outside.call.Calls;
import io.daybook.outside.call.Port;
import io.daybook.outside.call.RefusedException;
import io.daybook.schema.order.OrderCancellationRejected;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.order.OrderShipped;
import io.daybook.schema.payment.PaymentRefunded;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final MailTemplates templates;

  CustomerMails(Mailer mailer, MailTemplates templates) {
    this.mailer = mailer;
    this.templates = templates;
  }

  @Override
  public List<CallKind<?>> kinds() {
    return List.of(
        mail(OrderConfirmed.class, CustomerNews.CONFIRMED, _ -> Map.of()),
        mail(
            OrderCancelled.class,
            CustomerNews.CANCELLED,
            cancelled -> Map.of("reason", cancelled.reason())),
        mail(
            OrderCancellationRejected.class,
            CustomerNews.CANCELLATION_REJECTED,
            rejected -> Map.of("reason", rejected.reason())),
        mail(
            OrderShipped.class,
            CustomerNews.SHIPPED,
            shipped -> Map.of("trackingNumber", shipped.trackingNumber())),
        mail(
            PaymentRefunded.class,
            CustomerNews.REFUNDED,
            // An order may be paid back in parts, and each is news.
            refunded -> "/" + refunded.refundId(),
            // Joda-Money writes "GBP 1250.00" wherever it runs: no grouping to misread.
            refunded -> Map.of("amount", refunded.amount().toString())));
  }

  private <E extends OrderRelated> CallKind<E> mail(
      Class<E> intent, CustomerNews news, Function<E, Map<String, String>> values) {
    return mail(intent, news, _ -> "", values);
  }

  private <E extends OrderRelated> CallKind<E> mail(
      Class<E> intent,
      CustomerNews news,
      Function<E, String> part,
      Function<E, Map<String, String>> values) {
    Function<E, IdempotencyKey> key =
        event -> IdempotencyKey.of(event.orderId(), "mail/" + news.slug() + part.apply(event));
    return new CallKind<>(
        intent,
        Port.MAIL,
        null,
        false,
        key,
        (event, _) -> {
          mailer.send(write(key.apply(event), news, event, values));
          return Optional.empty();
        },
        (_, _) -> Optional.empty());
  }

  private <E extends OrderRelated> Mailer.Mail write(
      IdempotencyKey key, CustomerNews news, E event, Function<E, Map<String, String>> values) {
    try {
      var all = new HashMap<>(values.apply(event));
      all.put("subject", news.subject());
      all.put("order", event.orderId().toString());
      var words = templates.write(news, all);
      return new Mailer.Mail(key, event.orderId(), news.subject(), words.text(), words.html());
    } catch (RuntimeException failure) {
      // Nothing was handed over yet, and the same template will not do better.
      throw new RefusedException("The mail cannot be written: " + failure);
    }
  }
}
