package io.daybook.command.inventory;

import io.daybook.command.inventory.Settled.Arrived;
import io.daybook.command.inventory.Settled.Closing;
import io.daybook.schema.DomainRejection;
import io.daybook.schema.Invariant;
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
import io.daybook.schema.order.OrderId;
import java.util.ArrayList;
import java.util.List;

/**
 * The stock of one SKU and its rules.
 *
 * @param registered whether the warehouse keeps the SKU
 * @param onHand units in the warehouse
 * @param reserved units promised to orders
 * @param open the reservations that make up {@code reserved}
 * @param settled what must not happen twice: reservations that are refused or closed, and the notes
 *     by which goods came
 */
record StockItem(
    boolean registered, int onHand, int reserved, Reservations open, RecentKeys settled) {
  /** Far above any warehouse, far below the overflow of an int. */
  static final int MAX_ON_HAND = 1_000_000_000;

  static final StockItem UNKNOWN = new StockItem(false, 0, 0, Reservations.NONE, RecentKeys.NONE);

  StockItem {
    Invariant.check(0 <= reserved && reserved <= onHand, "no more is reserved than is on hand");
    Invariant.check(open.count() <= reserved, "each reservation has a unit at least");
    Invariant.check(registered || onHand == 0, "only what is registered is on hand");
  }

  StockItem evolve(StockEvent event) {
    return switch (event) {
      case StockItemRegistered _ -> new StockItem(true, onHand, reserved, open, settled);
      case StockReceived e -> arrived(receiptKey(e.receiptId()), e.quantity());
      case StockAdjusted e -> new StockItem(true, e.countedOnHand(), reserved, open, settled);
      case StockReserved e ->
          new StockItem(
              registered,
              onHand,
              reserved + e.quantity(),
              open.with(e.orderId(), e.quantity()),
              settled);
      case StockReservationRefused e -> refused(e.orderId());
      case StockReleased e -> closed(e.orderId(), e.quantity(), 0, Closing.RELEASED);
      case StockCommitted e -> closed(e.orderId(), e.quantity(), e.quantity(), Closing.COMMITTED);
      case GoodsRestocked e -> arrived(e.returnId().toString(), e.quantity());
    };
  }

  List<StockEvent> decide(RegisterStockItem command) {
    return registered ? List.of() : List.of(new StockItemRegistered(command.stockItemId().sku()));
  }

  List<StockEvent> decide(ReceiveStock command) {
    checkQuantity(command.quantity());
    if (hasArrived(receiptKey(command.receiptId()), command.quantity())) {
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
    if (command.countedOnHand() < 0 || command.countedOnHand() > MAX_ON_HAND) {
      throw DomainRejection.ofState("count-in-range", state(), "A count is 0 to " + MAX_ON_HAND);
    }
    if (command.countedOnHand() < reserved) {
      throw DomainRejection.ofState(
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
      if (open.of(order) != command.quantity()) {
        throw DomainRejection.ofState(
            "one-reservation-per-order", state(), open.of(order) + " are reserved for " + order);
      }
      return List.of();
    }
    var sku = command.stockItemId().sku();
    var available = onHand - reserved;
    if (settled.of(order.toString()) != null || command.quantity() > available) {
      return List.of(new StockReservationRefused(sku, order, command.quantity(), available));
    }
    return List.of(new StockReserved(sku, order, command.quantity()));
  }

  List<StockEvent> decide(ReleaseStock command) {
    var order = command.orderId();
    if (isClosed(order, Closing.RELEASED)) {
      return List.of();
    }
    return List.of(new StockReleased(command.stockItemId().sku(), order, open.of(order)));
  }

  List<StockEvent> decide(CommitStock command) {
    var order = command.orderId();
    if (isClosed(order, Closing.COMMITTED)) {
      return List.of();
    }
    if (!open.contains(order)) {
      throw DomainRejection.ofState(
          "commit-what-is-reserved", state(), "Nothing is reserved for " + order);
    }
    return List.of(new StockCommitted(command.stockItemId().sku(), order, open.of(order)));
  }

  List<StockEvent> decide(RestockGoods command) {
    checkQuantity(command.quantity());
    if (hasArrived(command.returnId().toString(), command.quantity())) {
      return List.of();
    }
    checkRoom(command.quantity());
    Sku sku = command.stockItemId().sku();
    return List.of(
        new GoodsRestocked(sku, command.orderId(), command.returnId(), command.quantity()));
  }

  private StockItem arrived(String key, int units) {
    var known = settled.with(key, new Arrived(units));
    return new StockItem(true, onHand + units, reserved, open, known);
  }

  /** Whether goods have come by a note of a release that kept no goods notes. */
  private boolean hasArrived(String key, int units) {
    var before = settled.of(key);
    if (before != null && !before.equals(new Arrived(units))) {
      throw DomainRejection.ofRequest(
          "goods-note-reused", state(), key + " was for " + before.word() + " units, not " + units);
    }
    return before != null;
  }

  private StockItem closed(OrderId order, int released, int consumed, Closing way) {
    var key = order.toString();
    return new StockItem(
        registered,
        onHand - consumed,
        reserved - released,
        open.without(key),
        settled.with(key, way));
  }

  /**
   * A refusal stands for its order: a saga that asks again after a crash may have cancelled the
   * order long ago, and would never release what it is given now.
   */
  private StockItem refused(OrderId order) {
    var key = order.toString();
    return open.contains(order) || settled.of(key) != null
        ? this
        : new StockItem(registered, onHand, reserved, open, settled.with(key, Closing.REFUSED));
  }

  /** Whether an order's reservation was closed in this way before; the other way is a mistake. */
  private boolean isClosed(OrderId order, Closing way) {
    var before = settled.of(order.toString());
    if (before == Closing.REFUSED) {
      return false; // earlier releases have reserved for an order that they had refused
    }
    if (before != null && !before.equals(way)) {
      throw DomainRejection.ofState(
          "close-a-reservation-once", state(), "That of " + order + " was " + before.word());
    }
    return before != null;
  }

  private void checkRoom(int more) {
    if (more > MAX_ON_HAND - onHand) {
      throw DomainRejection.ofState(
          "stock-in-range", state(), "No more than " + MAX_ON_HAND + " units can be on hand");
    }
  }

  private void checkQuantity(int quantity) {
    if (quantity <= 0) {
      throw DomainRejection.ofRequest(
          "quantity-is-positive", state(), "A quantity is more than zero");
    }
  }

  private static String receiptKey(String receiptId) {
    return "receipt/" + receiptId;
  }

  private String state() {
    return "onHand=" + onHand + " reserved=" + reserved;
  }
}
