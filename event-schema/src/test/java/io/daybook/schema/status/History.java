package io.daybook.schema.status;

import io.daybook.schema.catalog.Sku;
import io.daybook.schema.inventory.StockReleased;
import io.daybook.schema.inventory.StockReservationRefused;
import io.daybook.schema.inventory.StockReserved;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.CancellationCause;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.Disposition;
import io.daybook.schema.order.OrderCancellationRejected;
import io.daybook.schema.order.OrderCancellationRequested;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderClosed;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderLine;
import io.daybook.schema.order.OrderLinesReturned;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.order.OrderShipped;
import io.daybook.schema.order.PaymentToken;
import io.daybook.schema.order.ReturnId;
import io.daybook.schema.order.ReturnedLine;
import io.daybook.schema.payment.PaymentAuthorizationRequested;
import io.daybook.schema.payment.PaymentAuthorized;
import io.daybook.schema.payment.PaymentCaptureRequested;
import io.daybook.schema.payment.PaymentCaptured;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.payment.PaymentRefundRequested;
import io.daybook.schema.payment.PaymentRefunded;
import io.daybook.schema.payment.PaymentVoidRequested;
import io.daybook.schema.payment.PaymentVoided;
import io.daybook.schema.payment.RefundId;
import io.daybook.schema.shipping.CarrierBooked;
import io.daybook.schema.shipping.CarrierBookingCancellationRequested;
import io.daybook.schema.shipping.CarrierBookingCancelled;
import io.daybook.schema.shipping.CarrierBookingRequested;
import io.daybook.schema.shipping.PickingStarted;
import io.daybook.schema.shipping.ShipmentDelivered;
import io.daybook.schema.shipping.ShipmentDispatched;
import io.daybook.schema.shipping.ShipmentId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;

/** The life of one order, event by event, and the status that is approved after each of them. */
public final class History {
  /** Ordered: two of these and one of {@link #MUG}. */
  public static final Sku TEA = new Sku("TEA");

  public static final Sku MUG = new Sku("MUG");
  private static final Money PRICE = Money.parse("GBP 2.50");
  static final Money TOTAL = Money.parse("GBP 7.50");

  final OrderId order;
  final PaymentId payment;
  final ShipmentId shipment;
  private final String name;
  private final List<Step> steps = new ArrayList<>();

  /** Each history has an order of its own, whose id follows from its name. */
  History(String name) {
    this.name = name;
    this.order = new OrderId(uuid(name));
    this.payment = new PaymentId(order);
    this.shipment = new ShipmentId(order);
  }

  /** An event, and what every reader says of the order after it. */
  public record Step(OrderRelated event, OrderStatus status) {}

  public OrderId order() {
    return order;
  }

  public List<Step> steps() {
    return List.copyOf(steps);
  }

  @Override
  public String toString() {
    return name;
  }

  History then(OrderRelated event, OrderStatus status) {
    steps.add(new Step(event, status));
    return this;
  }

  History placed() {
    var address = new Address("Ada", "12 St James Square", "London", "SW1Y", "GB");
    var token = new PaymentToken("tok_visa");
    var lines = List.of(new OrderLine(TEA, 2, PRICE), new OrderLine(MUG, 1, PRICE));
    return then(
            new OrderPlaced(
                order,
                new CustomerId("ada"),
                lines,
                TOTAL,
                address,
                token,
                Instant.parse("2010-12-01T08:26:00Z")),
            OrderStatus.PROCESSING_PAYMENT)
        .then(
            new PaymentAuthorizationRequested(payment, order, TOTAL, token),
            OrderStatus.PROCESSING_PAYMENT);
  }

  History authorized() {
    return placed()
        .then(new PaymentAuthorized(payment, order, TOTAL, "pi_1"), OrderStatus.RESERVING_STOCK);
  }

  History reserved() {
    return authorized()
        .then(new StockReserved(TEA, order, 2), OrderStatus.RESERVING_STOCK)
        .then(new StockReserved(MUG, order, 1), OrderStatus.RESERVING_STOCK);
  }

  History outOfMugs() {
    return authorized()
        .then(new StockReserved(TEA, order, 2), OrderStatus.RESERVING_STOCK)
        .then(new StockReservationRefused(MUG, order, 1, 0), OrderStatus.RESERVING_STOCK)
        .then(new StockReleased(TEA, order, 2), OrderStatus.RESERVING_STOCK);
  }

  History booking() {
    var address = new Address("Ada", "12 St James Square", "London", "SW1Y", "GB");
    return reserved()
        .then(
            new CarrierBookingRequested(shipment, order, address, List.of()),
            OrderStatus.BOOKING_CARRIER);
  }

  History booked() {
    return booking()
        .then(new CarrierBooked(shipment, order, "b-1", "T-1"), OrderStatus.BOOKING_CARRIER);
  }

  History capturing() {
    return booked()
        .then(
            new PaymentCaptureRequested(payment, order, TOTAL, "pi_1"), OrderStatus.TAKING_PAYMENT);
  }

  History confirmed() {
    return capturing()
        .then(new PaymentCaptured(payment, order, TOTAL), OrderStatus.TAKING_PAYMENT)
        .then(new OrderConfirmed(order), OrderStatus.CONFIRMED);
  }

  History picking() {
    return confirmed().then(new PickingStarted(shipment, order), OrderStatus.PICKING);
  }

  History cancellationAsked() {
    return then(new OrderCancellationRequested(order, "changed my mind"), OrderStatus.CANCELLING);
  }

  History dispatched(OrderStatus meanwhile) {
    return then(new ShipmentDispatched(shipment, order, "T-1"), meanwhile);
  }

  History shipped() {
    return then(new OrderShipped(order, "T-1"), OrderStatus.SHIPPED);
  }

  History cancellationRejected() {
    return then(new OrderCancellationRejected(order, "it has left"), OrderStatus.SHIPPED);
  }

  History delivered(OrderStatus before) {
    return then(new ShipmentDelivered(shipment, order), before);
  }

  History closed(OrderStatus status) {
    return then(new OrderClosed(order), status);
  }

  History returned(Sku sku, int units, OrderStatus status) {
    var refund = PRICE.multipliedBy(units);
    var id = new ReturnId(uuid(name + sku));
    var line = new ReturnedLine(sku, units, Disposition.RESTOCK, refund);
    return then(new OrderLinesReturned(order, id, List.of(line), refund), status)
        .refunded(id.toString(), refund, status);
  }

  History refunded(String id, Money amount, OrderStatus status) {
    var refund = new RefundId(id);
    return then(new PaymentRefundRequested(payment, order, refund, amount, "pi_1"), status)
        .then(new PaymentRefunded(payment, order, refund, amount), status);
  }

  History paidBack() {
    return refunded("cancellation", TOTAL, OrderStatus.CANCELLING);
  }

  History unbooked() {
    return then(
            new CarrierBookingCancellationRequested(shipment, order, 0, "b-1"),
            OrderStatus.CANCELLING)
        .then(new CarrierBookingCancelled(shipment, order), OrderStatus.CANCELLING);
  }

  History released() {
    return then(new StockReleased(TEA, order, 2), OrderStatus.CANCELLING)
        .then(new StockReleased(MUG, order, 1), OrderStatus.CANCELLING);
  }

  History voided() {
    return then(new PaymentVoidRequested(payment, order, "pi_1"), OrderStatus.CANCELLING)
        .then(new PaymentVoided(payment, order), OrderStatus.CANCELLING);
  }

  History cancelled(CancellationCause cause) {
    return then(new OrderCancelled(order, cause, "told to the customer"), OrderStatus.CANCELLED);
  }

  private static UUID uuid(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
