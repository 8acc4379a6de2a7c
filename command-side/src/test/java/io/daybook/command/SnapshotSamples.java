package io.daybook.command;

import io.daybook.schema.catalog.ProductDiscontinued;
import io.daybook.schema.catalog.ProductListed;
import io.daybook.schema.catalog.ProductPriceChanged;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentId;
import io.daybook.schema.fulfilment.FulfilmentParked;
import io.daybook.schema.inventory.StockCommitted;
import io.daybook.schema.inventory.StockItemRegistered;
import io.daybook.schema.inventory.StockReceived;
import io.daybook.schema.inventory.StockReleased;
import io.daybook.schema.inventory.StockReserved;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.DeliveryAddressChangeRequested;
import io.daybook.schema.order.OrderCancellationRequested;
import io.daybook.schema.order.OrderEvent;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.PaymentToken;
import io.daybook.schema.payment.PaymentAuthorizationRequested;
import io.daybook.schema.payment.PaymentAuthorized;
import io.daybook.schema.payment.PaymentCaptureRequested;
import io.daybook.schema.payment.PaymentCaptured;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.payment.PaymentRefundFailed;
import io.daybook.schema.payment.PaymentRefundRequested;
import io.daybook.schema.payment.PaymentRefunded;
import io.daybook.schema.payment.RefundId;
import io.daybook.schema.reconciliation.DiscrepancyFound;
import io.daybook.schema.reconciliation.DiscrepancyId;
import io.daybook.schema.reconciliation.DiscrepancyKind;
import io.daybook.schema.reconciliation.ReconciliationId;
import io.daybook.schema.reconciliation.UnknownEntryFound;
import io.daybook.schema.shipping.CarrierBooked;
import io.daybook.schema.shipping.CarrierBookingRequested;
import io.daybook.schema.shipping.CarrierRebooked;
import io.daybook.schema.shipping.CarrierRebookingRequested;
import io.daybook.schema.shipping.FormerBookingCancellationRequested;
import io.daybook.schema.shipping.ShipmentId;
import io.daybook.schema.status.GoldenHistories;
import io.daybook.schema.status.History;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.joda.money.Money;

/** Streams of aggregates that leave nothing of their states empty. */
final class SnapshotSamples {
  private static final OrderId ORDER = new OrderId(new UUID(1, 1));
  private static final OrderId OTHER = new OrderId(new UUID(1, 2));
  private static final OrderId THIRD = new OrderId(new UUID(1, 3));
  private static final Sku TEA = new Sku("TEA");
  private static final Money TWO = Money.parse("GBP 2.00");
  private static final Money TEN = Money.parse("GBP 10.00");
  private static final Address HOME = new Address("Ada", "Home", "London", "SW1", "GB");

  private SnapshotSamples() {}

  /**
   * A stream.
   *
   * @param name of the type of aggregate, and of what the sample is about
   * @param aggregate the class, below this package
   */
  record Sample(String name, String aggregate, List<?> events) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Sample> all() {
    return Stream.of(
        new Sample("Order-returned", "order.OrderAggregate", ownEventsOf(0)),
        new Sample("Order-cancelling", "order.OrderAggregate", cancelling()),
        new Sample("Payment-opened", "payment.PaymentAggregate", payment().subList(0, 1)),
        new Sample("Payment-refunded", "payment.PaymentAggregate", payment()),
        new Sample("Shipment-opened", "shipping.ShipmentAggregate", shipment().subList(0, 1)),
        new Sample("Shipment-rebooked", "shipping.ShipmentAggregate", shipment()),
        new Sample("StockItem-reserved", "inventory.StockItemAggregate", stock()),
        new Sample("Product-on-sale", "catalog.ProductAggregate", product().subList(0, 2)),
        new Sample("Product-discontinued", "catalog.ProductAggregate", product()),
        new Sample("Fulfilment-parked", "fulfilment.FulfilmentAggregate", fulfilment()),
        new Sample(
            "Discrepancy-of-order", "reconciliation.DiscrepancyAggregate", List.of(difference())),
        new Sample(
            "Discrepancy-unknown", "reconciliation.DiscrepancyAggregate", List.of(unknown())));
  }

  private static List<OrderEvent> ownEventsOf(int history) {
    return GoldenHistories.all().skip(history).findFirst().orElseThrow().steps().stream()
        .map(History.Step::event)
        .filter(OrderEvent.class::isInstance)
        .map(OrderEvent.class::cast)
        .toList();
  }

  private static List<?> cancelling() {
    var placed = ownEventsOf(0).getFirst();
    return List.of(
        placed,
        new DeliveryAddressChangeRequested(placed.orderId(), 1, HOME),
        new OrderCancellationRequested(placed.orderId(), "changed my mind"));
  }

  private static List<?> payment() {
    var id = new PaymentId(ORDER);
    return List.of(
        new PaymentAuthorizationRequested(id, ORDER, TEN, new PaymentToken("tok_visa")),
        new PaymentAuthorized(id, ORDER, TEN, "pi_1"),
        new PaymentCaptureRequested(id, ORDER, TEN, "pi_1"),
        new PaymentCaptured(id, ORDER, TEN),
        new PaymentRefundRequested(id, ORDER, new RefundId("asked"), TWO, "pi_1"),
        new PaymentRefundRequested(id, ORDER, new RefundId("failed"), TWO, "pi_1"),
        new PaymentRefundFailed(id, ORDER, new RefundId("failed"), TWO, 1, "card expired"),
        new PaymentRefundRequested(id, ORDER, new RefundId("done"), TWO, "pi_1"),
        new PaymentRefunded(id, ORDER, new RefundId("done"), TWO));
  }

  private static List<?> shipment() {
    var id = new ShipmentId(ORDER);
    return List.of(
        new CarrierBookingRequested(id, ORDER, HOME, List.of()),
        new CarrierBooked(id, ORDER, "b-0", "T-0"),
        new CarrierRebookingRequested(id, ORDER, 1, HOME, List.of()),
        new CarrierRebooked(id, ORDER, 1, "b-1", "T-1"),
        new FormerBookingCancellationRequested(id, ORDER, 0),
        new CarrierRebookingRequested(id, ORDER, 2, HOME, List.of()));
  }

  private static List<?> stock() {
    return List.of(
        new StockItemRegistered(TEA),
        new StockReceived(TEA, "note 1", 10),
        new StockReserved(TEA, ORDER, 3),
        new StockReserved(TEA, OTHER, 2),
        new StockCommitted(TEA, OTHER, 2),
        new StockReleased(TEA, THIRD, 0));
  }

  private static List<?> product() {
    return List.of(
        new ProductListed(TEA, "Tea", TWO),
        new ProductPriceChanged(TEA, TWO, TEN),
        new ProductDiscontinued(TEA, "no more leaves"));
  }

  private static List<?> fulfilment() {
    var id = new FulfilmentId(ORDER);
    return List.of(
        new FulfilmentParked(id, ORDER, FulfilmentAction.CAPTURE_PAYMENT, "no answer", 10),
        new FulfilmentParked(id, ORDER, FulfilmentAction.SETTLE_RETURN, "refused", 1));
  }

  private static DiscrepancyFound difference() {
    var kind = DiscrepancyKind.REFUNDED_AMOUNT_DIFFERS;
    return new DiscrepancyFound(
        DiscrepancyId.of(kind, "pi_1"), ORDER, kind, "pi_1", "GBP 0.00", "GBP 3.00", run());
  }

  private static UnknownEntryFound unknown() {
    var kind = DiscrepancyKind.PAYMENT_UNKNOWN_TO_US;
    return new UnknownEntryFound(DiscrepancyId.of(kind, "pi_2"), kind, "pi_2", "GBP 3.00", run());
  }

  private static ReconciliationId run() {
    return new ReconciliationId(new UUID(2, 2));
  }
}
