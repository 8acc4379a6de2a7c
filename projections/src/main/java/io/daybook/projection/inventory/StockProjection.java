package io.daybook.projection.inventory;

import io.daybook.projection.ReadTable;
import io.daybook.projection.ReadTables;
import io.daybook.projection.Row;
import io.daybook.schema.inventory.GoodsRestocked;
import io.daybook.schema.inventory.OrderStockEvent;
import io.daybook.schema.inventory.StockAdjusted;
import io.daybook.schema.inventory.StockCommitted;
import io.daybook.schema.inventory.StockEvent;
import io.daybook.schema.inventory.StockItemRegistered;
import io.daybook.schema.inventory.StockReceived;
import io.daybook.schema.inventory.StockReleased;
import io.daybook.schema.inventory.StockReservationRefused;
import io.daybook.schema.inventory.StockReserved;
import java.time.Instant;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventhandling.TrackingToken;

/**
 * Posts stock to {@code stock_level} and every movement to {@code stock_movement}. A level
 * remembers the position that it stands for, so an event that comes again moves nothing.
 */
class StockProjection {
  private final ReadTable levels;
  private final ReadTable movements;

  StockProjection(ReadTables tables) {
    this.levels = tables.table("stock_level");
    this.movements = tables.table("stock_movement");
  }

  @EventHandler
  void on(StockEvent event, @Timestamp Instant at, TrackingToken token) {
    switch (event) {
      case StockItemRegistered _ -> post(event, 0, 0, at, token);
      case StockReceived e -> post(event, e.quantity(), 0, at, token);
      case StockAdjusted e -> post(event, e.difference(), 0, at, token);
      case StockReserved e -> post(event, 0, e.quantity(), at, token);
      case StockReservationRefused _ -> post(event, 0, 0, at, token);
      case StockReleased e -> post(event, 0, -e.quantity(), at, token);
      case StockCommitted e -> post(event, -e.quantity(), -e.quantity(), at, token);
      case GoodsRestocked e -> post(event, e.quantity(), 0, at, token);
    }
  }

  private void post(StockEvent event, int onHand, int reserved, Instant at, TrackingToken token) {
    var position = token.position().orElseThrow();
    var order = event instanceof OrderStockEvent related ? related.orderId() : null;
    var empty = Row.of("sku", event.sku()).set("on_hand", 0).set("reserved", 0).set("position", -1);
    levels.insertAndChange(
        empty,
        level -> {
          if (level.number("position") < position) {
            level
                .add("on_hand", onHand)
                .add("reserved", reserved)
                .set("updated_at", at)
                .set("position", position);
            movements.append(
                Row.of("sku", event.sku())
                    .set("position", position)
                    .set("kind", event.getClass().getSimpleName())
                    .set("order_id", order)
                    .set("on_hand_change", onHand)
                    .set("reserved_change", reserved)
                    .set("on_hand", level.number("on_hand"))
                    .set("reserved", level.number("reserved"))
                    .set("at", at));
          }
        });
  }
}
