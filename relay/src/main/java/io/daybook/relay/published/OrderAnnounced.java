package io.daybook.relay.published;

import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.CancellationCause;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.Disposition;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.ReturnId;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;

/** What is told of an order. */
public sealed interface OrderAnnounced extends IntegrationEvent {

  /** The order. */
  OrderId orderId();

  @Override
  default String subject() {
    return orderId().toString();
  }

  /** Some units of one SKU at the price of the moment of ordering. */
  record Line(Sku sku, int quantity, Money unitPrice) {}

  /** Some units of one SKU that came back, and what was paid for them. */
  record LineBack(Sku sku, int quantity, Disposition disposition, Money refund) {}

  /**
   * A customer ordered.
   *
   * @param country where the parcel goes, an ISO 3166-1 alpha-2 code
   * @param orderedAt business time: for imported orders before the time of recording
   */
  @Word("order.placed.v1")
  record Placed(
      OrderId orderId,
      CustomerId customerId,
      List<Line> lines,
      Money total,
      String country,
      Instant orderedAt)
      implements OrderAnnounced {}

  /** Money is taken and goods are held: the shop will deliver. */
  @Word("order.confirmed.v1")
  record Confirmed(OrderId orderId) implements OrderAnnounced {}

  /** Everything done for the order is undone; final. */
  @Word("order.cancelled.v1")
  record Cancelled(OrderId orderId, CancellationCause cause) implements OrderAnnounced {}

  /**
   * The parcel goes elsewhere. Who may know where to asks for the address.
   *
   * @param change counts the wishes of the order from 1
   */
  @Word("order.address-changed.v1")
  record AddressChanged(OrderId orderId, int change, String country) implements OrderAnnounced {}

  /** The parcel has left. */
  @Word("order.shipped.v1")
  record Shipped(OrderId orderId) implements OrderAnnounced {}

  /** The parcel has arrived; only returns can follow. */
  @Word("order.closed.v1")
  record Closed(OrderId orderId) implements OrderAnnounced {}

  /** Goods came back. */
  @Word("order.lines-returned.v1")
  record LinesReturned(OrderId orderId, ReturnId returnId, List<LineBack> lines, Money refund)
      implements OrderAnnounced {}
}
