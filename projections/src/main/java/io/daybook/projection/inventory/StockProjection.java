package io.daybook.projection.inventory;

import io.daybook.projection.ReadModel;
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
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.stereotype.Component;

/**
 * Posts stock to {@code stock.stock_level} and every movement to {@code stock.stock_movement}. A
 * level remembers the position that it stands for, so an event that comes again moves nothing.
 */
@Component
@ProcessingGroup("stock")
class StockProjection {
  private static final String POST =
      """
      with level as (
          insert into stock.stock_level (sku, on_hand, reserved, updated_at, position)
          values (:sku, :onHand, :reserved, :at, :position)
          on conflict (sku) do update set
              on_hand = stock_level.on_hand + excluded.on_hand,
              reserved = stock_level.reserved + excluded.reserved,
              updated_at = excluded.updated_at,
              position = excluded.position
          where stock_level.position < excluded.position
          returning sku, on_hand, reserved)
      insert into stock.stock_movement
             (sku, position, kind, order_id, on_hand_change, reserved_change, on_hand, reserved, at)
      select sku, :position, :kind, :orderId, :onHand, :reserved, on_hand, reserved, :at from level
      """;

  private final ReadTables tables;

  StockProjection(ReadTables tables) {
    this.tables = tables;
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

  @ResetHandler
  void reset() {
    tables.truncate(ReadModel.STOCK);
  }

  private void post(StockEvent event, int onHand, int reserved, Instant at, TrackingToken token) {
    var order = event instanceof OrderStockEvent related ? related.orderId() : null;
    var row =
        Row.at(at)
            .with(token)
            .with("sku", event.sku())
            .with("kind", event.getClass().getSimpleName())
            .with("orderId", order)
            .with("onHand", onHand)
            .with("reserved", reserved);
    tables.write(POST, row.values());
  }
}
