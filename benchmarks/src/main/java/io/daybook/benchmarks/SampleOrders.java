package io.daybook.benchmarks;

import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderLine;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.PaymentToken;
import io.daybook.schema.order.PlaceOrder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Orders as a shop gets them: three lines, an address, a customer. */
final class SampleOrders {
  private static final Address ADDRESS =
      new Address("Ada Lovelace", "12 St James's Square", "London", "SW1Y 4JH", "GB");
  private static final List<OrderLine> LINES = List.of(line(1), line(2), line(3));

  private SampleOrders() {}

  static PlaceOrder place() {
    return new PlaceOrder(
        newId(), new CustomerId("17850"), LINES, ADDRESS, new PaymentToken("tok_visa"), now());
  }

  static OrderPlaced placed() {
    var total = LINES.stream().map(OrderLine::total).reduce(Money::plus).orElseThrow();
    return new OrderPlaced(
        newId(),
        new CustomerId("17850"),
        LINES,
        total,
        ADDRESS,
        new PaymentToken("tok_visa"),
        now());
  }

  static OrderId newId() {
    // SecureRandom, which UUID.randomUUID asks, would be a contender of its own.
    var random = ThreadLocalRandom.current();
    return new OrderId(new UUID(random.nextLong(), random.nextLong()));
  }

  private static Instant now() {
    return Instant.ofEpochMilli(System.currentTimeMillis());
  }

  private static OrderLine line(int number) {
    return new OrderLine(
        new Sku("8512" + number), number, Money.ofMinor(CurrencyUnit.of("GBP"), 255L * number));
  }
}
