package io.daybook.benchmarks;

import io.daybook.outside.IdempotencyKey;
import io.daybook.outside.call.Past;
import io.daybook.outside.notification.Mailer;
import io.daybook.outside.payment.PaymentGateway;
import io.daybook.outside.shipping.Carrier;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.PaymentToken;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.shipping.ParcelItem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * Other sides that do all that is asked, once for each key, in memory and at once: what is left is
 * the platform itself.
 */
@Configuration(proxyBeanMethods = false)
class InMemoryPorts {

  @Bean
  @Primary
  PaymentGateway inMemoryPayments() {
    return new Payments();
  }

  @Bean
  @Primary
  Carrier inMemoryCarrier() {
    return new Bookings();
  }

  @Bean
  @Primary
  Mailer inMemoryMails() {
    var sent = new ConcurrentHashMap<IdempotencyKey, String>();
    return mail -> sent.putIfAbsent(mail.key(), mail.subject());
  }

  private static final class Payments implements PaymentGateway {
    private final Map<Object, Money> done = new ConcurrentHashMap<>();

    private Answer once(IdempotencyKey key, Money amount) {
      done.putIfAbsent(key, amount);
      return new Answer.Done();
    }

    @Override
    public Authorization authorize(Past past, PaymentId payment, PaymentToken token, Money amount) {
      done.putIfAbsent(past.key(), amount);
      return new Authorization.Authorized("pi-" + past.key());
    }

    @Override
    public List<Authorization> asked(PaymentId payment, Instant since, Instant until) {
      return List.of();
    }

    @Override
    public Answer capture(IdempotencyKey key, String reference, Money amount) {
      return once(key, amount);
    }

    @Override
    public Optional<Answer> captured(String reference) {
      return Optional.empty();
    }

    @Override
    public Answer letGo(Past past, String reference) {
      return new Answer.Done();
    }

    @Override
    public Answer refund(Past past, String reference, Money amount) {
      return once(past.key(), amount);
    }

    @Override
    public Optional<Answer> refunded(Past past, String reference, Money amount) {
      return Optional.ofNullable(done.get(past.key())).map(_ -> new Answer.Done());
    }

    @Override
    public Optional<News> read(String body, String signature) {
      return Optional.empty();
    }

    @Override
    public PaymentGateway.Page list(Instant since, Instant until, @Nullable String after) {
      return new PaymentGateway.Page(List.of(), null);
    }

    @Override
    public PaymentGateway.Page listRefunded(Instant since, Instant until, @Nullable String after) {
      return new PaymentGateway.Page(List.of(), null);
    }

    @Override
    public Optional<PaymentGateway.Entry> find(String reference) {
      return Optional.empty();
    }
  }

  private static final class Bookings implements Carrier {
    private final Map<IdempotencyKey, Address> booked = new ConcurrentHashMap<>();

    @Override
    public Booking book(IdempotencyKey key, Address to, List<ParcelItem> items) {
      booked.putIfAbsent(key, to);
      return new Booking.Booked("b-" + key, "T-" + key);
    }

    @Override
    public void cancel(IdempotencyKey bookingKey) {
      booked.remove(bookingKey);
    }

    @Override
    public Carrier.Page list(Instant since, Instant until, @Nullable String after) {
      return new Carrier.Page(List.of(), null);
    }

    @Override
    public Optional<Carrier.Entry> find(String bookingId) {
      return Optional.empty();
    }
  }
}
