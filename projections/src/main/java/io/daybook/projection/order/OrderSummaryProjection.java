package io.daybook.projection.order;

import io.daybook.projection.ReadTables;
import io.daybook.projection.Row;
import io.daybook.schema.inventory.StockReservationRefused;
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
import io.daybook.schema.order.OrderStatus;
import io.daybook.schema.order.ReturnedLine;
import io.daybook.schema.payment.PaymentAuthorized;
import io.daybook.schema.payment.PaymentCaptureFailed;
import io.daybook.schema.payment.PaymentCaptureRequested;
import io.daybook.schema.payment.PaymentCaptured;
import io.daybook.schema.payment.PaymentDeclined;
import io.daybook.schema.payment.PaymentRefunded;
import io.daybook.schema.shipping.CarrierBookingRefused;
import io.daybook.schema.shipping.CarrierBookingRequested;
import io.daybook.schema.shipping.PickingStarted;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Posts one row an order to {@code order_history.order_summary}. */
@Component
@ProcessingGroup("order-history")
class OrderSummaryProjection {
  private static final String INSERT =
      """
      insert into order_history.order_summary
             (order_id, customer_id, status, currency, total, line_count, unit_count,
              ordered_at, placed_at, updated_at)
      values (:orderId, :customerId, :status, :currency, :total, :lines, :units, :orderedAt, :at, :at)
      on conflict (order_id) do nothing
      """;

  private final ReadTables tables;

  OrderSummaryProjection(ReadTables tables) {
    this.tables = tables;
  }

  @EventHandler
  void on(OrderRelated event, @Timestamp Instant at) {
    var order = event.orderId();
    switch (event) {
      case OrderPlaced e -> insert(e, at);
      case PaymentAuthorized _ -> moveOn(order, OrderStatus.RESERVING_STOCK, at);
      case CarrierBookingRequested _ -> moveOn(order, OrderStatus.BOOKING_CARRIER, at);
      case PaymentCaptureRequested _ -> moveOn(order, OrderStatus.TAKING_PAYMENT, at);
      case PaymentCaptured e -> set(order, "captured = :value", e.amount(), at);
      case OrderConfirmed _ -> {
        set(order, "confirmed_at = :at", null, at);
        moveOn(order, OrderStatus.CONFIRMED, at);
      }
      case PickingStarted _ -> moveOn(order, OrderStatus.PICKING, at);
      case OrderCancellationRequested _ -> moveOn(order, OrderStatus.CANCELLING, at);
      case PaymentDeclined _ -> moveOn(order, OrderStatus.CANCELLING, at);
      case StockReservationRefused _ -> moveOn(order, OrderStatus.CANCELLING, at);
      case CarrierBookingRefused _ -> moveOn(order, OrderStatus.CANCELLING, at);
      case PaymentCaptureFailed _ -> moveOn(order, OrderStatus.CANCELLING, at);
      case OrderCancelled e -> {
        set(order, "cancellation_cause = :value", e.cause(), at);
        set(order, "cancellation_reason = :value", e.reason(), at);
        become(order, OrderStatus.CANCELLED, at);
      }
      case OrderShipped e -> {
        set(order, "tracking_number = :value", e.trackingNumber(), at);
        become(order, OrderStatus.SHIPPED, at);
      }
      case OrderCancellationRejected _ -> become(order, OrderStatus.SHIPPED, at);
      case OrderClosed _ -> become(order, OrderStatus.DELIVERED, at);
      case PaymentRefunded e -> set(order, "refunded = refunded + :value", e.amount(), at);
      case OrderLinesReturned e -> takeBack(e, at);
      default -> {}
    }
  }

  private void insert(OrderPlaced e, Instant at) {
    var row =
        Row.at(at)
            .with("orderId", e.orderId())
            .with("customerId", e.customerId())
            .with("status", OrderStatus.PROCESSING_PAYMENT)
            .with("currency", e.total().getCurrencyUnit())
            .with("total", e.total())
            .with("lines", e.lines().size())
            .with("units", e.lines().stream().mapToLong(OrderLine::quantity).sum())
            .with("orderedAt", e.orderedAt());
    tables.write(INSERT, row.values());
  }

  private void takeBack(OrderLinesReturned e, Instant at) {
    var units = e.lines().stream().mapToLong(ReturnedLine::quantity).sum();
    set(
        e.orderId(),
        """
        returned_count = returned_count + :value,
        status = case when returned_count + :value >= unit_count then 'RETURNED'
                      else 'PARTLY_RETURNED' end
        """,
        units,
        at);
  }

  /** A step forward; while an order is being cancelled, the steps in flight no longer show. */
  private void moveOn(OrderId order, OrderStatus status, Instant at) {
    set(order, "status = case when status = 'CANCELLING' then status else :value end", status, at);
  }

  private void become(OrderId order, OrderStatus status, Instant at) {
    set(order, "status = :value", status, at);
  }

  private void set(OrderId order, String set, @Nullable Object value, Instant at) {
    tables.write(
        "update order_history.order_summary set updated_at = :at, "
            + set
            + " where order_id = :orderId",
        Row.at(at).with("orderId", order).with("value", value).values());
  }
}
