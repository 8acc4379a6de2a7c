package io.daybook.app.fulfilment;

import io.daybook.schema.catalog.Sku;
import io.daybook.schema.fulfilment.CancelParked;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentActionSkipped;
import io.daybook.schema.fulfilment.FulfilmentId;
import io.daybook.schema.fulfilment.FulfilmentParked;
import io.daybook.schema.fulfilment.FulfilmentResumed;
import io.daybook.schema.fulfilment.FulfilmentUnparked;
import io.daybook.schema.fulfilment.ResumeFulfilment;
import io.daybook.schema.fulfilment.SkipFulfilmentAction;
import io.daybook.schema.inventory.AdjustStock;
import io.daybook.schema.inventory.RegisterStockItem;
import io.daybook.schema.inventory.ReleaseStock;
import io.daybook.schema.inventory.StockCommitted;
import io.daybook.schema.inventory.StockItemId;
import io.daybook.schema.inventory.StockReleased;
import io.daybook.schema.inventory.StockReserved;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.ChangeDeliveryAddress;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.DeliveryAddressChangeRefused;
import io.daybook.schema.order.DeliveryAddressChangeRequested;
import io.daybook.schema.order.DeliveryAddressChanged;
import io.daybook.schema.order.OrderCancellationRejected;
import io.daybook.schema.order.OrderCancellationRequested;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderLine;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.order.PaymentToken;
import io.daybook.schema.order.PlaceOrder;
import io.daybook.schema.order.RequestCancellation;
import io.daybook.schema.shipping.CarrierBookingRequested;
import io.daybook.schema.shipping.CarrierRebooked;
import io.daybook.schema.shipping.ConfirmDelivery;
import io.daybook.schema.shipping.DispatchShipment;
import io.daybook.schema.shipping.ShipmentDispatched;
import io.daybook.schema.shipping.ShipmentId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.joda.money.Money;

/** One order: what people ask for it, and what the log says of it. */
final class OrderForTests {
  static final OrderId ORDER = new OrderId(new UUID(1, 2));
  private static final FulfilmentId ID = new FulfilmentId(ORDER);
  private static final List<OrderLine> LINES =
      List.of(
          new OrderLine(new Sku("TEA"), 1, Money.parse("GBP 4.00")),
          new OrderLine(new Sku("MUG"), 2, Money.parse("GBP 3.00")),
          new OrderLine(new Sku("POT"), 1, Money.parse("GBP 2.00")));

  private final AggregatesForTests aggregates;
  private final OtherSidesForTests others;

  OrderForTests(AggregatesForTests aggregates, OtherSidesForTests others) {
    this.aggregates = aggregates;
    this.others = others;
  }

  /** Places it in a shop that has so many of each of its goods. */
  void place(int inStock) {
    for (var line : LINES) {
      var stock = new StockItemId(line.sku());
      aggregates.send(new RegisterStockItem(stock));
      aggregates.send(new AdjustStock(stock, inStock, "counted"));
    }
    aggregates.send(
        new PlaceOrder(
            ORDER,
            new CustomerId("ada"),
            LINES,
            address("Street"),
            new PaymentToken("tok_visa"),
            Instant.EPOCH));
  }

  /** The shop has more of them from now on. */
  void restock() {
    LINES.forEach(
        line -> aggregates.send(new AdjustStock(new StockItemId(line.sku()), 50, "counted")));
  }

  void moveTo(String street) {
    aggregates.send(new ChangeDeliveryAddress(ORDER, address(street)));
  }

  void cancel() {
    aggregates.send(new RequestCancellation(ORDER, "changed my mind"));
  }

  /** An operator cancels what is parked, as the door does: both commands, if the first is taken. */
  void cancelParked() {
    if (aggregates.send(new RequestCancellation(ORDER, "customer rang"))
        && has(FulfilmentParked.class)) {
      aggregates.send(new CancelParked(ID, "customer rang"));
    }
  }

  void dispatch() {
    if (has(CarrierBookingRequested.class)) {
      aggregates.send(new DispatchShipment(new ShipmentId(ORDER)));
    }
  }

  void deliver() {
    if (has(ShipmentDispatched.class)) {
      aggregates.send(new ConfirmDelivery(new ShipmentId(ORDER)));
    }
  }

  void resume() {
    if (!parked().isEmpty()) {
      aggregates.send(new ResumeFulfilment(ID));
    }
  }

  /** An operator gives up what is parked; what undoes is done by hand, as it is promised then. */
  void skip(FulfilmentAction action) {
    if (!parked().contains(action) || (action.isForward() && isDispatched())) {
      return; // as the door says
    }
    if (aggregates.send(new SkipFulfilmentAction(ID, action, "by hand"))) {
      switch (action) {
        case VOID_PAYMENT, REFUND_PAYMENT -> others.letGo();
        case CANCEL_BOOKING -> others.cancelAll();
        case CANCEL_FORMER_BOOKING -> others.cancelAllBut(latestBooking());
        case RELEASE_STOCK ->
            LINES.forEach(
                line -> aggregates.send(new ReleaseStock(new StockItemId(line.sku()), ORDER)));
        default -> {}
      }
    }
  }

  /** What waits for an operator. */
  Set<FulfilmentAction> parked() {
    var parked = EnumSet.noneOf(FulfilmentAction.class);
    for (var event : aggregates.log()) {
      switch (event) {
        case FulfilmentParked one -> parked.add(one.action());
        case FulfilmentResumed one -> parked.remove(one.action());
        case FulfilmentActionSkipped one -> parked.remove(one.action());
        case FulfilmentUnparked one -> parked.remove(one.action());
        default -> {}
      }
    }
    return parked;
  }

  boolean isCancelled() {
    return has(OrderCancelled.class);
  }

  /** Whether the customer knows what became of what he asked for. */
  boolean isCancellationAnswered() {
    return !has(OrderCancellationRequested.class)
        || isCancelled()
        || has(OrderCancellationRejected.class);
  }

  boolean isDispatched() {
    return has(ShipmentDispatched.class);
  }

  /** The lines that are reserved and neither released nor gone. */
  Set<Sku> reserved() {
    var reserved = new HashSet<Sku>();
    for (var event : aggregates.log()) {
      switch (event) {
        case StockReserved one -> reserved.add(one.sku());
        case StockReleased one -> reserved.remove(one.sku());
        case StockCommitted one -> reserved.remove(one.sku());
        default -> {}
      }
    }
    return reserved;
  }

  boolean hasLeftTheBooks() {
    return events(StockCommitted.class).count() == LINES.size();
  }

  /** The address that the customer sees. */
  Address shown() {
    return Stream.concat(
            events(OrderPlaced.class).map(OrderPlaced::deliveryAddress),
            events(DeliveryAddressChanged.class).map(DeliveryAddressChanged::deliveryAddress))
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  /** The changes of address that nobody has answered. */
  Map<Integer, Address> wishes() {
    var wishes = new HashMap<Integer, Address>();
    for (var event : aggregates.log()) {
      switch (event) {
        case DeliveryAddressChangeRequested one -> wishes.put(one.change(), one.deliveryAddress());
        case DeliveryAddressChanged one -> wishes.remove(one.change());
        case DeliveryAddressChangeRefused one -> wishes.remove(one.change());
        default -> {}
      }
    }
    return wishes;
  }

  private int latestBooking() {
    return events(CarrierRebooked.class)
        .mapToInt(CarrierRebooked::booking)
        .reduce(0, (_, later) -> later);
  }

  private boolean has(Class<? extends OrderRelated> type) {
    return events(type).findAny().isPresent();
  }

  private <E extends OrderRelated> Stream<E> events(Class<E> type) {
    return aggregates.log().stream().filter(type::isInstance).map(type::cast);
  }

  private static Address address(String street) {
    return new Address("Ada", street, "London", "SW1", "GB");
  }
}
