package io.daybook.benchmarks;

import io.daybook.eventstore.MetadataKeys;
import io.daybook.schema.catalog.ProductListed;
import io.daybook.schema.inventory.StockItemId;
import io.daybook.schema.inventory.StockItemRegistered;
import io.daybook.schema.inventory.StockReceived;
import io.daybook.schema.inventory.StockReserved;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.payment.PaymentAuthorizationRequested;
import io.daybook.schema.payment.PaymentAuthorized;
import io.daybook.schema.payment.PaymentCaptureRequested;
import io.daybook.schema.payment.PaymentCaptured;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.shipping.CarrierBooked;
import io.daybook.schema.shipping.CarrierBookingRequested;
import io.daybook.schema.shipping.PickingStarted;
import io.daybook.schema.shipping.ShipmentId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/** The events of whole orders, from placed to picking, side by side as a busy shop has them. */
final class OrderLives {
  /** Of one order. */
  static final int EVENTS = 12;

  private static final int SIDE_BY_SIDE = 50;
  private static final int ON_HAND = 1_000_000_000;

  private final EventStorageEngine engine;
  private final Supplier<OrderPlaced> orders;
  private final Map<String, Long> versions = new HashMap<>();

  /** Of orders of three lines. */
  OrderLives(EventStorageEngine engine) {
    this(engine, SampleOrders::placed);
  }

  /** Of the orders that this supplies, without end. */
  OrderLives(EventStorageEngine engine, Supplier<OrderPlaced> orders) {
    this.engine = engine;
    this.orders = orders;
  }

  /** Appends at least so many events. */
  void append(int events) {
    for (int appended = 0; appended < events; ) {
      appended += appendSideBySide(SIDE_BY_SIDE);
    }
  }

  /** Appends all events of so many orders at once, and says how many these are. */
  int appendSideBySide(int number) {
    var messages = next(number);
    engine.appendEvents(messages);
    return messages.size();
  }

  /** All events of so many orders, in their order, for somebody who appends them. */
  List<GenericDomainEventMessage<?>> next(int number) {
    var lives = Stream.generate(orders).limit(number).map(OrderLives::life).toList();
    var messages = new ArrayList<GenericDomainEventMessage<?>>();
    for (var placed : lives) {
      for (var line : placed.order().lines()) {
        if (!versions.containsKey("product-" + line.sku())) {
          var product = new ProductListed(line.sku(), "A thing", line.unitPrice());
          messages.add(message("Product", "product-" + line.sku(), product));
          var stock = new StockItemId(line.sku()).toString();
          messages.add(message("StockItem", stock, new StockItemRegistered(line.sku())));
          messages.add(
              message("StockItem", stock, new StockReceived(line.sku(), "opening", ON_HAND)));
        }
      }
    }
    lives.stream()
        .flatMap(life -> life.events().stream())
        .sorted(Comparator.comparingInt(Step::number))
        .map(step -> message(step.type(), step.stream(), step.event()))
        .forEach(messages::add);
    return messages;
  }

  private record Step(int number, String type, String stream, Object event) {}

  private record Placed(OrderPlaced order, List<Step> events) {}

  /** With an origin as long as that of an event of the platform. */
  private GenericDomainEventMessage<?> message(String type, String stream, Object event) {
    var version = versions.merge(stream, 0L, (last, _) -> last + 1);
    return new GenericDomainEventMessage<>(
        type,
        stream,
        version,
        event,
        Map.of(
            MetadataKeys.ACTOR,
            "benchmark",
            MetadataKeys.CORRELATION_ID,
            "correlation-of-" + stream,
            MetadataKeys.CAUSATION_ID,
            "causation-of-" + stream));
  }

  private static Placed life(OrderPlaced placed) {
    var order = placed.orderId();
    var steps = new ArrayList<Step>();
    add(steps, "Order", order, placed);
    var payment = new PaymentId(order);
    add(
        steps,
        "Payment",
        payment,
        new PaymentAuthorizationRequested(payment, order, placed.total(), placed.paymentToken()));
    add(steps, "Payment", payment, new PaymentAuthorized(payment, order, placed.total(), "pi_1"));
    for (var line : placed.lines()) {
      add(
          steps,
          "StockItem",
          new StockItemId(line.sku()),
          new StockReserved(line.sku(), order, line.quantity()));
    }
    addShipping(steps, placed, payment);
    return new Placed(placed, steps);
  }

  private static void addShipping(List<Step> steps, OrderPlaced placed, PaymentId payment) {
    var order = placed.orderId();
    var shipment = new ShipmentId(order);
    add(
        steps,
        "Shipment",
        shipment,
        new CarrierBookingRequested(shipment, order, placed.deliveryAddress(), List.of()));
    add(steps, "Shipment", shipment, new CarrierBooked(shipment, order, "b-1", "T-1"));
    add(
        steps,
        "Payment",
        payment,
        new PaymentCaptureRequested(payment, order, placed.total(), "pi_1"));
    add(steps, "Payment", payment, new PaymentCaptured(payment, order, placed.total()));
    add(steps, "Order", order, new OrderConfirmed(order));
    add(steps, "Shipment", shipment, new PickingStarted(shipment, order));
  }

  private static void add(List<Step> steps, String type, Object stream, Object event) {
    steps.add(new Step(steps.size(), type, stream.toString(), event));
  }
}
