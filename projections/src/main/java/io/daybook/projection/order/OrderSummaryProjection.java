package io.daybook.projection.order;

import io.daybook.projection.ReadTable;
import io.daybook.projection.ReadTables;
import io.daybook.projection.Row;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderLine;
import io.daybook.schema.order.OrderLinesReturned;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.order.OrderShipped;
import io.daybook.schema.order.ReturnedLine;
import io.daybook.schema.payment.PaymentAuthorized;
import io.daybook.schema.payment.PaymentCaptured;
import io.daybook.schema.payment.PaymentRefunded;
import io.daybook.schema.payment.PaymentVoided;
import io.daybook.schema.status.OrderStatus;
import java.time.Instant;
import java.util.function.Consumer;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * Posts one row an order to {@code order_summary}. A row remembers the position that it stands for,
 * so an event that comes again changes nothing, not even a sum.
 */
class OrderSummaryProjection {
  private final ReadTable summaries;
  private final OrderVersions versions;

  OrderSummaryProjection(ReadTables tables) {
    this.summaries = tables.table("order_summary");
    this.versions = new OrderVersions(tables);
  }

  @EventHandler
  void on(OrderRelated event, @Timestamp Instant at, TrackingToken token) {
    var position = token.position().orElseThrow();
    switch (event) {
      case OrderPlaced e -> insert(e, at, position);
      case OrderConfirmed _ -> change(event, at, position, row -> row.set("confirmed_at", at));
      case PaymentAuthorized e -> change(event, at, position, row -> row.set("held", e.amount()));
      case PaymentVoided _ -> change(event, at, position, row -> row.set("held", 0));
      case PaymentCaptured e ->
          change(event, at, position, row -> row.set("captured", e.amount()).set("held", 0));
      case PaymentRefunded e ->
          change(event, at, position, row -> row.add("refunded", e.amount().getAmount()));
      case OrderShipped e ->
          change(
              event,
              at,
              position,
              row ->
                  row.set("tracking_number", e.trackingNumber()).set("shipped_position", position));
      case OrderCancelled e ->
          change(
              event,
              at,
              position,
              row ->
                  row.set("cancellation_cause", e.cause())
                      .set("cancellation_reason", machineReason(e))
                      .set("cancelled_position", position));
      case OrderLinesReturned e ->
          change(event, at, position, row -> row.add("returned_count", unitsOf(e)));
      default -> {
        if (OrderStatus.isMovedBy(event)) {
          change(event, at, position, _ -> {});
        }
      }
    }
  }

  private void insert(OrderPlaced e, Instant at, long position) {
    var placed =
        Row.of("order_id", e.orderId())
            .set("customer_id", e.customerId())
            .set("status", OrderStatus.PROCESSING_PAYMENT)
            .set("currency", e.total().getCurrencyUnit())
            .set("total", e.total())
            .set("held", 0)
            .set("captured", 0)
            .set("refunded", 0)
            .set("line_count", e.lines().size())
            .set("unit_count", e.lines().stream().mapToLong(OrderLine::quantity).sum())
            .set("returned_count", 0)
            .set("ordered_at", e.orderedAt())
            .set("placed_at", at)
            .set("updated_at", at)
            .set("placed_position", position)
            .set("position", position);
    summaries.makeAndChange(
        placed,
        row -> {
          if (row == placed) {
            versions.placed(row);
          }
        });
  }

  /** What people have written may be personal, and stays in the log. */
  private static @Nullable String machineReason(OrderCancelled event) {
    return switch (event.cause()) {
      case CUSTOMER, OPERATOR -> null;
      case PAYMENT, STOCK, CARRIER, TIMEOUT -> event.reason();
    };
  }

  private void change(OrderRelated event, Instant at, long position, Consumer<Row> change) {
    summaries.change(
        row -> {
          if (row.number("position") < position) {
            var before = OrderVersions.Summed.of(row);
            change.accept(row);
            row.set("status", statusOf(row).after(event, unitsLeft(row)))
                .set("updated_at", at)
                .set("position", position);
            versions.changed(before, row);
          }
        },
        event.orderId());
  }

  private static OrderStatus statusOf(Row row) {
    return OrderStatus.valueOf(row.text("status"));
  }

  private static long unitsLeft(Row row) {
    return row.number("unit_count") - row.number("returned_count");
  }

  private static long unitsOf(OrderLinesReturned event) {
    return event.lines().stream().mapToLong(ReturnedLine::quantity).sum();
  }
}
