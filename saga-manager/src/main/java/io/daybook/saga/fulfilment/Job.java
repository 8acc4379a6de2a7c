package io.daybook.saga.fulfilment;

import io.daybook.schema.catalog.Sku;
import io.daybook.schema.fulfilment.FulfilmentId;
import io.daybook.schema.inventory.StockItemId;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.PaymentToken;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.payment.RefundId;
import io.daybook.schema.shipping.ParcelItem;
import io.daybook.schema.shipping.ShipmentId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.Money;

/**
 * What was ordered, as far as others have to be told of it. It never changes, but for the address.
 */
public record Job(
    OrderId orderId,
    List<ParcelItem> items,
    Money total,
    Address deliveryAddress,
    PaymentToken paymentToken) {
  /** The refund of an order that is undone; others are of returns. */
  static final RefundId CANCELLATION = new RefundId("cancellation");

  public Job {
    items = List.copyOf(items);
  }

  static Job of(OrderPlaced placed) {
    var items =
        placed.lines().stream().map(line -> new ParcelItem(line.sku(), line.quantity())).toList();
    return new Job(
        placed.orderId(), items, placed.total(), placed.deliveryAddress(), placed.paymentToken());
  }

  Job to(Address other) {
    return new Job(orderId, items, total, other, paymentToken);
  }

  Set<Sku> skus() {
    return items.stream().map(ParcelItem::sku).collect(Collectors.toSet());
  }

  PaymentId payment() {
    return new PaymentId(orderId);
  }

  ShipmentId shipment() {
    return new ShipmentId(orderId);
  }

  FulfilmentId fulfilment() {
    return new FulfilmentId(orderId);
  }

  StockItemId stockOf(ParcelItem item) {
    return new StockItemId(item.sku());
  }
}
