package io.daybook.benchmarks;

import io.daybook.schema.catalog.ProductListed;
import io.daybook.schema.inventory.StockItemId;
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
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/** The events of whole orders, from placed to picking, side by side as a busy shop has them. */
final class OrderLives {
  /** Of one order. */
  static final int EVENTS = 12;

  private static final int SIDE_BY_SIDE = 50;

  private final EventStorageEngine engine;
  private final Map<String, Long> versions = new HashMap<>();

  OrderLives(EventStorageEngine engine) {
    this.engine = engine;
  }

  /** Appends at least so many events. */
  void append(int events) {
    var listed = new ArrayList<GenericDomainEventMessage<?>>();
    for (var line : SampleOrders.placed().lines()) {
      var product = new ProductListed(line.sku(), "A thing", line.unitPrice());
      listed.add(message("Product", "product-" + line.sku(), product));
    }
    engine.appendEvents(listed);
    for (int appended = 0; appended < events; appended += SIDE_BY_SIDE * EVENTS) {
      var together = new ArrayList<Placed>();
      for (int i = 0; i < SIDE_BY_SIDE; i++) {
        together.add(life());
      }
      engine.appendEvents(
          together.stream()
              .flatMap(life -> life.events().stream())
              .sorted(Comparator.comparingInt(Step::number))
              .map(step -> message(step.type(), step.stream(), step.event()))
              .toList());
    }
  }

  private record Step(int number, String type, String stream, Object event) {}

  private record Placed(List<Step> events) {}

  private GenericDomainEventMessage<?> message(String type, String stream, Object event) {
    var version = versions.merge(stream, 0L, (last, _) -> last + 1);
    return new GenericDomainEventMessage<>(type, stream, version, event);
  }

  private static Placed life() {
    var placed = SampleOrders.placed();
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
    return new Placed(steps);
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
