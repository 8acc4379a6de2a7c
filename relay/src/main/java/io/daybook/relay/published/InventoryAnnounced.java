package io.daybook.relay.published;

import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.ReturnId;

/** What is told of the stock of one SKU. */
public sealed interface InventoryAnnounced extends IntegrationEvent {

  /** The SKU whose stock moved. */
  Sku sku();

  @Override
  default String subject() {
    return sku().toString();
  }

  /** Goods arrived: on hand grows. The receipt is called as who brought it calls it. */
  @Word("inventory.received.v1")
  record Received(Sku sku, String receiptId, int quantity) implements InventoryAnnounced {}

  /**
   * Somebody counted.
   *
   * @param onHand what lies in the warehouse now
   * @param difference what on hand grew by
   */
  @Word("inventory.adjusted.v1")
  record Adjusted(Sku sku, int onHand, int difference) implements InventoryAnnounced {}

  /** Units are promised to an order: reserved grows. */
  @Word("inventory.reserved.v1")
  record Reserved(Sku sku, OrderId orderId, int quantity) implements InventoryAnnounced {}

  /** Too few units are available for an order. */
  @Word("inventory.reservation-refused.v1")
  record ReservationRefused(Sku sku, OrderId orderId, int requested, int available)
      implements InventoryAnnounced {}

  /** A reservation is undone: reserved shrinks, on hand stays. */
  @Word("inventory.released.v1")
  record Released(Sku sku, OrderId orderId, int quantity) implements InventoryAnnounced {}

  /** A reservation is consumed by dispatch: reserved and on hand shrink. */
  @Word("inventory.committed.v1")
  record Committed(Sku sku, OrderId orderId, int quantity) implements InventoryAnnounced {}

  /** Returned units are back on the shelf: on hand grows. */
  @Word("inventory.restocked.v1")
  record Restocked(Sku sku, OrderId orderId, ReturnId returnId, int quantity)
      implements InventoryAnnounced {}
}
