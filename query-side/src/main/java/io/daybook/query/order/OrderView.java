package io.daybook.query.order;

import io.daybook.eventstore.LoggedEvent;
import io.daybook.query.MoneyView;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.CancellationCause;
import io.daybook.schema.order.DeliveryAddressChanged;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderEvent;
import io.daybook.schema.order.OrderLinesReturned;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.order.ReturnedLine;
import io.daybook.schema.payment.PaymentEvent;
import io.daybook.schema.shipping.ShipmentEvent;
import io.daybook.schema.status.OrderStatus;
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
    PaymentView payment,
    ShipmentView shipment,
    @Nullable CancellationCause cancellationCause,
    @Nullable String cancellationReason,
    OffsetDateTime orderedAt,
    OffsetDateTime placedAt,
    OffsetDateTime updatedAt,
    long version,
    long position) {
  /** A line, and how many of its units came back. */
  record Line(String sku, int quantity, int returned, MoneyView unitPrice, MoneyView total) {}

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
      view = after(view, event);
    }
    return Optional.ofNullable(view);
  }

  /** The order after one more event; null, if it is not placed by it. */
  static @Nullable OrderView after(@Nullable OrderView view, LoggedEvent event) {
    if (event.payload() instanceof OrderPlaced placed) {
      return placed(placed, event);
    }
    return view == null ? null : view.evolve(event);
  }

  private static OrderView placed(OrderPlaced e, LoggedEvent logged) {
    var at = logged.timestamp().atOffset(ZoneOffset.UTC);
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
        PaymentView.none(e.total().getCurrencyUnit()),
        ShipmentView.NONE,
        null,
        null,
        e.orderedAt().atOffset(ZoneOffset.UTC),
        at,
        at,
        logged.version(),
        logged.position());
  }

  private OrderView evolve(LoggedEvent logged) {
    if (!(logged.payload() instanceof OrderRelated event)) {
      return this;
    }
    var linesAfter = event instanceof OrderLinesReturned back ? linesAfter(back) : lines;
    return new OrderView(
        id,
        customerId,
        status.after(event, unitsLeft(linesAfter)),
        linesAfter,
        orderTotal,
        event instanceof DeliveryAddressChanged moved ? moved.deliveryAddress() : deliveryAddress,
        event instanceof PaymentEvent paid ? payment.after(paid) : payment,
        event instanceof ShipmentEvent shipped ? shipment.after(shipped) : shipment,
        event instanceof OrderCancelled gone ? gone.cause() : cancellationCause,
        event instanceof OrderCancelled gone ? gone.reason() : cancellationReason,
        orderedAt,
        placedAt,
        logged.timestamp().atOffset(ZoneOffset.UTC),
        event instanceof OrderEvent ? logged.version() : version,
        logged.position());
  }

  private static long unitsLeft(List<Line> lines) {
    return lines.stream().mapToLong(line -> line.quantity() - line.returned()).sum();
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
}
