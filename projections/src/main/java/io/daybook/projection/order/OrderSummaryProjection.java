package io.daybook.projection.order;

import io.daybook.projection.ReadTables;
import io.daybook.projection.Row;
import io.daybook.schema.inventory.StockReservationRefused;
import io.daybook.schema.order.OrderCancellationRejected;
import io.daybook.schema.order.OrderCancellationRequested;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderClosed;
import io.daybook.schema.order.OrderConfirmed;
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
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.stereotype.Component;

/**
 * Posts one row an order to {@code order_history.order_summary}. A row remembers the position that
 * it stands for, so an event that comes again changes nothing, not even a sum.
 */
@Component
@ProcessingGroup("order-history")
class OrderSummaryProjection {
  private static final String INSERT =
      """
      insert into order_history.order_summary
             (order_id, customer_id, status, currency, total, line_count, unit_count,
              ordered_at, placed_at, updated_at, position)
      values (:orderId, :customerId, :status, :currency, :total, :lines, :units,
              :orderedAt, :at, :at, :position)
      on conflict (order_id) do nothing
      """;

  /** While an order is being cancelled, the steps that were in flight no longer show. */
  private static final String FORWARD =
      "status = case when status = 'CANCELLING' then status else :status end";

  private final ReadTables tables;

  OrderSummaryProjection(ReadTables tables) {
    this.tables = tables;
  }

  @EventHandler
  void on(OrderRelated event, @Timestamp Instant at, TrackingToken token) {
    var row = Row.at(at).with(token).with("orderId", event.orderId());
    switch (event) {
      case OrderPlaced e -> insert(e, row);
      case PaymentAuthorized _ -> moveOn(row, OrderStatus.RESERVING_STOCK);
      case CarrierBookingRequested _ -> moveOn(row, OrderStatus.BOOKING_CARRIER);
      case PaymentCaptureRequested _ -> moveOn(row, OrderStatus.TAKING_PAYMENT);
      case PaymentCaptured e -> set(row.with("amount", e.amount()), "captured = :amount");
      case OrderConfirmed _ ->
          set(row.with("status", OrderStatus.CONFIRMED), "confirmed_at = :at, " + FORWARD);
      case PickingStarted _ -> moveOn(row, OrderStatus.PICKING);
      case OrderCancellationRequested _ -> moveOn(row, OrderStatus.CANCELLING);
      case PaymentDeclined _ -> moveOn(row, OrderStatus.CANCELLING);
      case StockReservationRefused _ -> moveOn(row, OrderStatus.CANCELLING);
      case CarrierBookingRefused _ -> moveOn(row, OrderStatus.CANCELLING);
      case PaymentCaptureFailed _ -> moveOn(row, OrderStatus.CANCELLING);
      case OrderCancelled e ->
          set(
              row.with("cause", e.cause()).with("reason", e.reason()),
              "status = 'CANCELLED', cancellation_cause = :cause, cancellation_reason = :reason");
      case OrderShipped e ->
          set(
              row.with("tracking", e.trackingNumber()),
              "status = 'SHIPPED', tracking_number = :tracking");
      case OrderCancellationRejected _ -> set(row, "status = 'SHIPPED'");
      case OrderClosed _ -> set(row, "status = 'DELIVERED'");
      case PaymentRefunded e ->
          set(row.with("amount", e.amount()), "refunded = refunded + :amount");
      case OrderLinesReturned e -> takeBack(e, row);
      default -> {}
    }
  }

  private void insert(OrderPlaced e, Row row) {
    row.with("customerId", e.customerId())
        .with("status", OrderStatus.PROCESSING_PAYMENT)
        .with("currency", e.total().getCurrencyUnit())
        .with("total", e.total())
        .with("lines", e.lines().size())
        .with("units", e.lines().stream().mapToLong(OrderLine::quantity).sum())
        .with("orderedAt", e.orderedAt());
    tables.write(INSERT, row.values());
  }

  private void takeBack(OrderLinesReturned e, Row row) {
    set(
        row.with("units", e.lines().stream().mapToLong(ReturnedLine::quantity).sum()),
        """
        returned_count = returned_count + :units,
        status = case when returned_count + :units >= unit_count then 'RETURNED'
                      else 'PARTLY_RETURNED' end
        """);
  }

  private void moveOn(Row row, OrderStatus status) {
    set(row.with("status", status), FORWARD);
  }

  private void set(Row row, String set) {
    tables.write(
        "update order_history.order_summary set updated_at = :at, position = :position, "
            + set
            + " where order_id = :orderId and position < :position",
        row.values());
  }
}
