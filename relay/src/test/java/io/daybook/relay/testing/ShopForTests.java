package io.daybook.relay.testing;

import io.daybook.eventstore.MetadataKeys;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.inventory.StockReserved;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.OrderClosed;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderLine;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderShipped;
import io.daybook.schema.order.PaymentToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.joda.money.Money;

/** Appends orders to a log, as if they had been decided. */
public final class ShopForTests {
  /** In every address, and nowhere where others hear of it. */
  public static final String SECRET = "Wilhelmina_Zwetschgenweg";

  private static final Sku MUG = new Sku("MUG");
  private static final int ROUND = 50;

  private final EventStore log;
  private final AtomicLong reservations = new AtomicLong();

  public ShopForTests(EventStore log) {
    this.log = log;
  }

  /** Appends orders from their beginning to their end, many at a time: five events each. */
  public void sell(int orders) {
    for (int done = 0; done < orders; done += ROUND) {
      var round =
          IntStream.range(0, Math.min(ROUND, orders - done))
              .mapToObj(_ -> new OrderId(UUID.randomUUID()))
              .toList();
      publish(round.stream().map(order -> event(order, 0, placed(order, 1))).toList());
      publish(round.stream().map(this::reserved).toList());
      publish(round.stream().map(order -> event(order, 1, new OrderConfirmed(order))).toList());
      publish(
          round.stream().map(order -> event(order, 2, new OrderShipped(order, "TR-1"))).toList());
      publish(round.stream().map(order -> event(order, 3, new OrderClosed(order))).toList());
    }
  }

  /** Appends one order of many lines. */
  public void sellAtOnce(int lines) {
    var order = new OrderId(UUID.randomUUID());
    publish(List.of(event(order, 0, placed(order, lines))));
  }

  private void publish(List<? extends EventMessage<?>> events) {
    log.publish(new ArrayList<>(events));
  }

  private EventMessage<?> reserved(OrderId order) {
    return new GenericDomainEventMessage<>(
        "StockItem", "stock-MUG", reservations.getAndIncrement(), new StockReserved(MUG, order, 1));
  }

  private static EventMessage<?> event(OrderId order, long version, Object payload) {
    return new GenericDomainEventMessage<>(
        "Order",
        order.toString(),
        version,
        payload,
        MetaData.with(MetadataKeys.CORRELATION_ID, order.value().toString()));
  }

  private static OrderPlaced placed(OrderId order, int lines) {
    return new OrderPlaced(
        order,
        new CustomerId("c-17"),
        IntStream.range(0, lines)
            .mapToObj(i -> new OrderLine(new Sku("MUG-" + i), 1, Money.parse("GBP 2.50")))
            .toList(),
        Money.parse("GBP 2.50").multipliedBy(lines),
        new Address(SECRET, SECRET, SECRET, SECRET, "GB"),
        new PaymentToken("tok_" + SECRET),
        Instant.parse("2026-11-20T10:00:00Z"));
  }
}
