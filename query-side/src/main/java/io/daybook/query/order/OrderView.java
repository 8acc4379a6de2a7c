package io.daybook.query.order;

import io.daybook.eventstore.LoggedEvent;
import io.daybook.query.MoneyView;
import io.daybook.schema.inventory.StockReservationRefused;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.CancellationCause;
import io.daybook.schema.order.DeliveryAddressChanged;
import io.daybook.schema.order.OrderCancellationRejected;
import io.daybook.schema.order.OrderCancellationRequested;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderClosed;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderEvent;
import io.daybook.schema.order.OrderLinesReturned;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderShipped;
import io.daybook.schema.order.OrderStatus;
import io.daybook.schema.order.ReturnedLine;
import io.daybook.schema.payment.PaymentAuthorized;
import io.daybook.schema.payment.PaymentCaptureFailed;
import io.daybook.schema.payment.PaymentCaptureRequested;
import io.daybook.schema.payment.PaymentCaptured;
import io.daybook.schema.payment.PaymentDeclined;
import io.daybook.schema.payment.PaymentEvent;
import io.daybook.schema.payment.PaymentRefunded;
import io.daybook.schema.payment.PaymentVoided;
import io.daybook.schema.shipping.CarrierBooked;
import io.daybook.schema.shipping.CarrierBookingRefused;
import io.daybook.schema.shipping.CarrierBookingRequested;
import io.daybook.schema.shipping.CarrierRebooked;
import io.daybook.schema.shipping.PickingStarted;
import io.daybook.schema.shipping.ShipmentEvent;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * An order as the events up to some point tell it: the same fold answers for now and for any time
 * before.
 */
record OrderView(
    String id,
    String customerId,
    OrderStatus status,
    List<Line> lines,
    Money orderTotal,
    Address deliveryAddress,
    Payment payment,
    Shipment shipment,
    @Nullable CancellationCause cancellationCause,
    @Nullable String cancellationReason,
    OffsetDateTime orderedAt,
    OffsetDateTime placedAt,
    OffsetDateTime updatedAt,
    long version,
    long position) {

  /** A line, and how many of its units came back. */
  record Line(String sku, int quantity, int returned, MoneyView unitPrice, MoneyView total) {}

  /** What the payment's events say. */
  record Payment(String lastEvent, Money held, Money taken, Money paidBack) {
    public MoneyView authorized() {
      return MoneyView.of(held);
    }

    public MoneyView captured() {
      return MoneyView.of(taken);
    }

    public MoneyView refunded() {
      return MoneyView.of(paidBack);
    }
  }

  /** What the shipment's events say. */
  record Shipment(String lastEvent, @Nullable String trackingNumber) {}

  public String statusLabel() {
    return status.label();
  }

  public MoneyView total() {
    return MoneyView.of(orderTotal);
  }

  /** Folds events in the order of the log; nothing, if the order was not placed by then. */
  static Optional<OrderView> of(List<LoggedEvent> events) {
    OrderView view = null;
    for (var event : events) {
      if (event.payload() instanceof OrderPlaced placed) {
        view = placed(placed, event);
      } else if (view != null) {
        view = view.evolve(event);
      }
    }
    return Optional.ofNullable(view);
  }

  private static OrderView placed(OrderPlaced e, LoggedEvent logged) {
    var at = logged.timestamp().atOffset(ZoneOffset.UTC);
    var none = Money.zero(e.total().getCurrencyUnit());
    var lines =
        e.lines().stream()
            .map(
                line ->
                    new Line(
                        line.sku().value(),
                        line.quantity(),
                        0,
                        MoneyView.of(line.unitPrice()),
                        MoneyView.of(line.total())))
            .toList();
    return new OrderView(
        e.orderId().toString(),
        e.customerId().value(),
        OrderStatus.PROCESSING_PAYMENT,
        lines,
        e.total(),
        e.deliveryAddress(),
        new Payment("", none, none, none),
        new Shipment("", null),
        null,
        null,
        e.orderedAt().atOffset(ZoneOffset.UTC),
        at,
        at,
        logged.version(),
        logged.position());
  }

  private OrderView evolve(LoggedEvent logged) {
    var payload = logged.payload();
    return new OrderView(
        id,
        customerId,
        statusAfter(payload),
        payload instanceof OrderLinesReturned back ? linesAfter(back) : lines,
        orderTotal,
        payload instanceof DeliveryAddressChanged moved ? moved.deliveryAddress() : deliveryAddress,
        payload instanceof PaymentEvent paid ? paymentAfter(paid) : payment,
        payload instanceof ShipmentEvent shipped ? shipmentAfter(shipped) : shipment,
        payload instanceof OrderCancelled gone ? gone.cause() : cancellationCause,
        payload instanceof OrderCancelled gone ? gone.reason() : cancellationReason,
        orderedAt,
        placedAt,
        logged.timestamp().atOffset(ZoneOffset.UTC),
        payload instanceof OrderEvent ? logged.version() : version,
        logged.position());
  }

  private OrderStatus statusAfter(Object event) {
    return switch (event) {
      case OrderCancelled _ -> OrderStatus.CANCELLED;
      case OrderShipped _ -> OrderStatus.SHIPPED;
      case OrderCancellationRejected _ -> OrderStatus.SHIPPED;
      case OrderClosed _ -> OrderStatus.DELIVERED;
      case OrderLinesReturned back ->
          linesAfter(back).stream().allMatch(line -> line.returned() == line.quantity())
              ? OrderStatus.RETURNED
              : OrderStatus.PARTLY_RETURNED;
      default -> status == OrderStatus.CANCELLING ? status : statusOnTheWay(event);
    };
  }

  private OrderStatus statusOnTheWay(Object event) {
    return switch (event) {
      case PaymentAuthorized _ -> OrderStatus.RESERVING_STOCK;
      case CarrierBookingRequested _ -> OrderStatus.BOOKING_CARRIER;
      case PaymentCaptureRequested _ -> OrderStatus.TAKING_PAYMENT;
      case OrderConfirmed _ -> OrderStatus.CONFIRMED;
      case PickingStarted _ -> OrderStatus.PICKING;
      case OrderCancellationRequested _ -> OrderStatus.CANCELLING;
      case PaymentDeclined _ -> OrderStatus.CANCELLING;
      case StockReservationRefused _ -> OrderStatus.CANCELLING;
      case CarrierBookingRefused _ -> OrderStatus.CANCELLING;
      case PaymentCaptureFailed _ -> OrderStatus.CANCELLING;
      default -> status;
    };
  }

  private List<Line> linesAfter(OrderLinesReturned back) {
    return lines.stream()
        .map(
            line ->
                new Line(
                    line.sku(),
                    line.quantity(),
                    line.returned() + unitsOf(back, line.sku()),
                    line.unitPrice(),
                    line.total()))
        .toList();
  }

  private static int unitsOf(OrderLinesReturned back, String sku) {
    return back.lines().stream()
        .filter(line -> line.sku().value().equals(sku))
        .mapToInt(ReturnedLine::quantity)
        .sum();
  }

  private Payment paymentAfter(PaymentEvent event) {
    var name = event.getClass().getSimpleName();
    var none = Money.zero(orderTotal.getCurrencyUnit());
    return switch (event) {
      case PaymentAuthorized e ->
          new Payment(name, e.amount(), payment.taken(), payment.paidBack());
      case PaymentCaptured e -> new Payment(name, payment.held(), e.amount(), payment.paidBack());
      case PaymentVoided _ -> new Payment(name, none, payment.taken(), payment.paidBack());
      case PaymentRefunded e ->
          new Payment(name, payment.held(), payment.taken(), payment.paidBack().plus(e.amount()));
      default -> new Payment(name, payment.held(), payment.taken(), payment.paidBack());
    };
  }

  private Shipment shipmentAfter(ShipmentEvent event) {
    var tracking =
        switch (event) {
          case CarrierBooked booked -> booked.trackingNumber();
          case CarrierRebooked booked -> booked.trackingNumber();
          default -> shipment.trackingNumber();
        };
    return new Shipment(event.getClass().getSimpleName(), tracking);
  }
}
