package io.daybook.command.inventory;

import io.daybook.schema.DomainRejection;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.inventory.AdjustStock;
import io.daybook.schema.inventory.CommitStock;
import io.daybook.schema.inventory.GoodsRestocked;
import io.daybook.schema.inventory.ReceiveStock;
import io.daybook.schema.inventory.RegisterStockItem;
import io.daybook.schema.inventory.ReleaseStock;
import io.daybook.schema.inventory.ReserveStock;
import io.daybook.schema.inventory.RestockGoods;
import io.daybook.schema.inventory.StockAdjusted;
import io.daybook.schema.inventory.StockCommitted;
import io.daybook.schema.inventory.StockEvent;
import io.daybook.schema.inventory.StockItemRegistered;
import io.daybook.schema.inventory.StockReceived;
import io.daybook.schema.inventory.StockReleased;
import io.daybook.schema.inventory.StockReservationRefused;
import io.daybook.schema.inventory.StockReserved;
import java.util.ArrayList;
import java.util.List;

/**
 * The stock of one SKU and its rules: {@code 0 <= reserved <= onHand}.
 *
 * @param registered whether the warehouse keeps the SKU
 * @param onHand units in the warehouse
 * @param reserved units promised to orders
 * @param open the reservations that make up {@code reserved}
 * @param settled keys of what must not happen twice: closed reservations, receipts, returns
 */
record StockItem(
    boolean registered, int onHand, int reserved, Reservations open, RecentKeys settled) {
  /** Far above any warehouse, far below the overflow of an int. */
  static final int MOST_ON_HAND = 1_000_000_000;

  static final StockItem UNKNOWN = new StockItem(false, 0, 0, Reservations.NONE, RecentKeys.NONE);

  StockItem evolve(StockEvent event) {
    return switch (event) {
      case StockItemRegistered _ -> new StockItem(true, onHand, reserved, open, settled);
      case StockReceived e -> onHand(onHand + e.quantity(), receiptKey(e.receiptId()));
      case StockAdjusted e -> new StockItem(true, e.countedOnHand(), reserved, open, settled);
      case StockReserved e ->
          new StockItem(
              registered,
              onHand,
              reserved + e.quantity(),
              open.with(e.orderId(), e.quantity()),
              settled);
      case StockReservationRefused _ -> this;
      case StockReleased e -> closed(e.orderId().toString(), e.quantity(), 0);
      case StockCommitted e -> closed(e.orderId().toString(), e.quantity(), e.quantity());
      case GoodsRestocked e -> onHand(onHand + e.quantity(), e.returnId().toString());
    };
  }

  List<StockEvent> decide(RegisterStockItem command) {
    return registered ? List.of() : List.of(new StockItemRegistered(command.stockItemId().sku()));
  }

  List<StockEvent> decide(ReceiveStock command) {
    checkQuantity(command.quantity());
    if (settled.contains(receiptKey(command.receiptId()))) {
      return List.of();
    }
    checkRoom(command.quantity());
    var sku = command.stockItemId().sku();
    var events = new ArrayList<StockEvent>();
    if (!registered) {
      events.add(new StockItemRegistered(sku));
    }
    events.add(new StockReceived(sku, command.receiptId(), command.quantity()));
    return events;
  }

  List<StockEvent> decide(AdjustStock command) {
    if (command.countedOnHand() < 0 || command.countedOnHand() > MOST_ON_HAND) {
      throw new DomainRejection("count-in-range", state(), "A count is 0 to " + MOST_ON_HAND);
    }
    if (command.countedOnHand() < reserved) {
      throw new DomainRejection(
          "count-covers-reservations",
          state(),
          reserved + " units are reserved; release some before counting fewer");
    }
    var difference = command.countedOnHand() - onHand;
    return difference == 0
        ? List.of()
        : List.of(
            new StockAdjusted(
                command.stockItemId().sku(),
                command.countedOnHand(),
                difference,
                command.reason()));
  }

  List<StockEvent> decide(ReserveStock command) {
    checkQuantity(command.quantity());
    var order = command.orderId();
    if (open.contains(order)) {
      return List.of();
    }
    var sku = command.stockItemId().sku();
    var available = onHand - reserved;
    if (settled.contains(order.toString()) || command.quantity() > available) {
      return List.of(new StockReservationRefused(sku, order, command.quantity(), available));
    }
    return List.of(new StockReserved(sku, order, command.quantity()));
  }

  List<StockEvent> decide(ReleaseStock command) {
    var order = command.orderId();
    return settled.contains(order.toString())
        ? List.of()
        : List.of(new StockReleased(command.stockItemId().sku(), order, open.of(order)));
  }

  List<StockEvent> decide(CommitStock command) {
    var order = command.orderId();
    if (settled.contains(order.toString())) {
      return List.of();
    }
    if (!open.contains(order)) {
      throw new DomainRejection(
          "commit-what-is-reserved", state(), "Nothing is reserved for " + order);
    }
    return List.of(new StockCommitted(command.stockItemId().sku(), order, open.of(order)));
  }

  List<StockEvent> decide(RestockGoods command) {
    checkQuantity(command.quantity());
    if (settled.contains(command.returnId().toString())) {
      return List.of();
    }
    checkRoom(command.quantity());
    Sku sku = command.stockItemId().sku();
    return List.of(
        new GoodsRestocked(sku, command.orderId(), command.returnId(), command.quantity()));
  }

  private StockItem onHand(int units, String key) {
    return new StockItem(true, units, reserved, open, settled.with(key));
  }

  private StockItem closed(String order, int released, int consumed) {
    return new StockItem(
        registered,
        onHand - consumed,
        reserved - released,
        open.without(order),
        settled.with(order));
  }

  private void checkRoom(int more) {
    if (more > MOST_ON_HAND - onHand) {
      throw new DomainRejection(
          "stock-in-range", state(), "No more than " + MOST_ON_HAND + " units can be on hand");
    }
  }

  private void checkQuantity(int quantity) {
    if (quantity <= 0) {
      throw new DomainRejection("quantity-is-positive", state(), "A quantity is more than zero");
    }
  }

  private static String receiptKey(String receiptId) {
    return "receipt/" + receiptId;
  }

  private String state() {
    return "onHand=" + onHand + " reserved=" + reserved;
  }
}
