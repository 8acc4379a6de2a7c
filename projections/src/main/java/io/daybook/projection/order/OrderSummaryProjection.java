package io.daybook.projection.order;

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
import io.daybook.schema.payment.PaymentCaptured;
import io.daybook.schema.payment.PaymentRefunded;
import io.daybook.schema.status.OrderStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
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

  /** The rows know what they were, and the database looks up what that becomes. */
  private static final String STATUS = "status = cast(:becomes as jsonb) ->> status";

  private static final String RETURN =
      """
      returned_count = returned_count + :units,
      status = cast(case when returned_count + :units < unit_count then :becomesWithSomeLeft
                         else :becomes end as jsonb) ->> status
      """;

  private final ReadTables tables;

  OrderSummaryProjection(ReadTables tables) {
    this.tables = tables;
  }

  @EventHandler
  void on(OrderRelated event, @Timestamp Instant at, TrackingToken token) {
    var row = Row.at(at).with(token).with("orderId", event.orderId());
    switch (event) {
      case OrderPlaced e -> insert(e, row);
      case OrderConfirmed _ -> move(event, row, "confirmed_at = :at");
      case PaymentCaptured e -> move(event, row.with("amount", e.amount()), "captured = :amount");
      case PaymentRefunded e ->
          move(event, row.with("amount", e.amount()), "refunded = refunded + :amount");
      case OrderShipped e ->
          move(event, row.with("tracking", e.trackingNumber()), "tracking_number = :tracking");
      case OrderCancelled e ->
          move(
              event,
              row.with("cause", e.cause()).with("reason", e.reason()),
              "cancellation_cause = :cause, cancellation_reason = :reason");
      case OrderLinesReturned e -> takeBack(e, row);
      default -> {
        if (OrderStatus.isMovedBy(event)) {
          set(row.with("becomes", transitions(event, 0)), STATUS);
        }
      }
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
        row.with("units", e.lines().stream().mapToLong(ReturnedLine::quantity).sum())
            .with("becomesWithSomeLeft", transitions(e, 1))
            .with("becomes", transitions(e, 0)),
        RETURN);
  }

  private void move(OrderRelated event, Row row, String columns) {
    set(row.with("becomes", transitions(event, 0)), STATUS + ", " + columns);
  }

  private void set(Row row, String set) {
    tables.write(
        "update order_history.order_summary set updated_at = :at, position = :position, "
            + set
            + " where order_id = :orderId and position < :position",
        row.values());
  }

  /**
   * What every status becomes by an event, as a JSON object: so one statement follows the event
   * without reading the row first, and what an event means is said by {@link OrderStatus} alone.
   */
  private static String transitions(OrderRelated event, long unitsLeft) {
    return Arrays.stream(OrderStatus.values())
        .map(status -> "\"%s\":\"%s\"".formatted(status, status.after(event, unitsLeft)))
        .collect(Collectors.joining(",", "{", "}"));
  }
}
