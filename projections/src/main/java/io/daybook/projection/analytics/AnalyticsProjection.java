package io.daybook.projection.analytics;

import io.daybook.projection.ReadTable;
import io.daybook.projection.ReadTables;
import io.daybook.projection.Row;
import io.daybook.projection.analytics.DailyCounts.Line;
import io.daybook.schema.inventory.StockReservationRefused;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderClosed;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderLinesReturned;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.order.OrderShipped;
import io.daybook.schema.payment.PaymentAuthorized;
import io.daybook.schema.payment.PaymentCaptureFailed;
import io.daybook.schema.payment.PaymentDeclined;
import io.daybook.schema.shipping.CarrierBookingRefused;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.axonframework.eventhandling.EventHandler;

/**
 * Counts what becomes of orders, to {@code daily_sale} and {@code daily_count}, by the day on which
 * they were ordered (UTC, business time). A reason is a word of ours, never a text that somebody
 * has written.
 */
class AnalyticsProjection {
  private final ReadTable facts;
  private final DailyCounts counts;

  AnalyticsProjection(ReadTables tables) {
    this.facts = tables.table("order_fact");
    this.counts = new DailyCounts(tables);
  }

  @EventHandler
  void on(OrderRelated event) {
    var order = event.orderId();
    switch (event) {
      case OrderPlaced e -> place(e);
      case PaymentAuthorized _ -> count(order, fact -> counts.step(fact, "authorized"));
      case OrderConfirmed _ ->
          count(
              order,
              fact -> {
                counts.step(fact, "confirmed");
                counts.lines(fact, "sold");
              });
      case OrderShipped _ -> count(order, fact -> counts.step(fact, "shipped"));
      case OrderClosed _ -> count(order, fact -> counts.step(fact, "delivered"));
      case OrderCancelled e ->
          count(order, fact -> counts.reason(fact, "CANCELLED", "", e.cause().name()));
      case StockReservationRefused e ->
          count(order, fact -> counts.reason(fact, "REFUSED", e.sku().value(), "OUT_OF_STOCK"));
      case PaymentDeclined _ ->
          count(order, fact -> counts.reason(fact, "REFUSED", "", "PAYMENT_DECLINED"));
      case PaymentCaptureFailed _ ->
          count(order, fact -> counts.reason(fact, "REFUSED", "", "CAPTURE_FAILED"));
      case CarrierBookingRefused _ ->
          count(order, fact -> counts.reason(fact, "REFUSED", "", "CARRIER_REFUSED"));
      case OrderLinesReturned e -> count(order, fact -> takeBack(fact, e));
      default -> {
        // says nothing that is counted
      }
    }
  }

  private void place(OrderPlaced event) {
    var lines =
        event.lines().stream()
            .map(line -> new Line(line.sku().value(), line.quantity(), line.total().getAmount()))
            .toList();
    var fresh =
        Row.of("order_id", event.orderId())
            .set("day", event.orderedAt().atOffset(ZoneOffset.UTC).toLocalDate())
            .set("country", event.deliveryAddress().country())
            .set("currency", event.total().getCurrencyUnit())
            .set("lines", Line.text(lines));
    facts.makeAndChange(
        fresh,
        fact -> {
          if (fact == fresh) {
            counts.step(fact, "placed");
            counts.lines(fact, "ordered");
          }
        });
  }

  private void takeBack(Row fact, OrderLinesReturned event) {
    for (var line : event.lines()) {
      counts.returned(
          fact, line.sku().value(), line.disposition().name(), line.quantity(), line.refund());
    }
  }

  private void count(OrderId order, Consumer<Row> what) {
    facts.change(what, order);
  }
}
