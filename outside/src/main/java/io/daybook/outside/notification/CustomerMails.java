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
  private static final List<News<?>> ALL =
      List.of(
          new News<>(OrderConfirmed.class, CustomerNews.CONFIRMED, _ -> "", _ -> Map.of()),
          new News<>(
              OrderCancelled.class,
              CustomerNews.CANCELLED,
              _ -> "",
              cancelled -> Map.of("reason", cancelled.reason())),
          new News<>(
              OrderCancellationRejected.class,
              CustomerNews.CANCELLATION_REJECTED,
              _ -> "",
              rejected -> Map.of("reason", rejected.reason())),
          new News<>(
              OrderShipped.class,
              CustomerNews.SHIPPED,
              _ -> "",
              shipped -> Map.of("trackingNumber", shipped.trackingNumber())),
          new News<>(
              PaymentRefunded.class,
              CustomerNews.REFUNDED,
              // An order may be paid back in parts, and each is news.
              refunded -> "/" + refunded.refundId(),
              // Joda-Money writes "GBP 1250.00" wherever it runs: no grouping to misread.
              refunded -> Map.of("amount", refunded.amount().toString())));

  private final Mailer mailer;
  private final MailTemplates templates;

  CustomerMails(Mailer mailer, MailTemplates templates) {
    this.mailer = mailer;
    this.templates = templates;
  }

  /**
   * What customers are told when something has happened.
   *
   * @param part what tells several mails of one kind apart that an order may have
   * @param values that the templates ask for
   */
  private record News<E extends OrderRelated>(
      Class<E> intent,
      CustomerNews kind,
      Function<E, String> part,
      Function<E, Map<String, String>> values) {

    IdempotencyKey key(E event) {
      return IdempotencyKey.of(event.orderId(), "mail/" + kind.slug() + part.apply(event));
    }

    Mailer.Mail write(E event, MailTemplates templates) {
      var all = new HashMap<>(values.apply(event));
      all.put("subject", kind.subject());
      all.put("order", event.orderId().toString());
      var words = templates.write(kind, all);
      return new Mailer.Mail(
          key(event), event.orderId(), kind.subject(), words.text(), words.html());
    }

    Mailer.Mail writeAgain(OrderRelated event, MailTemplates templates) {
      return write(intent.cast(event), templates);
    }
  }

  @Override
  public List<CallKind<?>> kinds() {
    return ALL.stream().<CallKind<?>>map(this::mail).toList();
  }

  /**
   * The mail that an event has led to, written anew: what is erased since is erased in it, too.
   *
   * @throws java.util.NoSuchElementException when the event leads to none
   */
  Mailer.Mail writtenAgain(OrderRelated event) {
    return ALL.stream()
        .filter(news -> news.intent().isInstance(event))
        .findFirst()
        .orElseThrow()
        .writeAgain(event, templates);
  }

  private <E extends OrderRelated> CallKind<E> mail(News<E> news) {
    return new CallKind<>(
        news.intent(),
        Port.MAIL,
        null,
        false,
        news::key,
        (event, _) -> {
          mailer.send(write(news, event));
          return Optional.empty();
        },
        (_, _) -> Optional.empty());
  }

  private <E extends OrderRelated> Mailer.Mail write(News<E> news, E event) {
    try {
      return news.write(event, templates);
    } catch (RuntimeException failure) {
      // Nothing was handed over yet, and the same template will not do better.
      throw new RefusedException("The mail cannot be written: " + failure);
    }
  }
}
