package io.daybook.app.privacy;

import io.daybook.eventstore.MetadataKeys;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.CancellationCause;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderLine;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.PaymentToken;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.joda.money.Money;

/** Orders that were cancelled at once: many of them, without the way through the door. */
final class CancelledOrders {
  private CancelledOrders() {}

  /** Appends so many of a customer. */
  static void append(EventStorageEngine engine, String customer, int number) {
    var where = PlatformThatRestarts.address(customer);
    for (int i = 0; i < number; i++) {
      var order = new OrderId(UUID.randomUUID());
      var placed =
          new OrderPlaced(
              order,
              new CustomerId(customer),
              List.of(new OrderLine(new Sku("TEA"), 1, Money.parse("GBP 3.00"))),
              Money.parse("GBP 3.00"),
              new Address(
                  where.get("recipient"), where.get("street"), where.get("city"), "7", "GB"),
              new PaymentToken("tok_visa"),
              Instant.now());
      engine.appendEvents(
          event(order, 0, placed),
          event(order, 1, new OrderCancelled(order, CancellationCause.OPERATOR, "Zweigwort")));
    }
  }

  private static GenericDomainEventMessage<?> event(OrderId order, int version, Object payload) {
    return new GenericDomainEventMessage<>(
        "Order",
        order.toString(),
        version,
        payload,
        Map.of(MetadataKeys.ACTOR, "tester", MetadataKeys.PRINCIPAL, "tester"));
  }
}
