package io.daybook.relay.published;

import io.daybook.schema.catalog.ProductDiscontinued;
import io.daybook.schema.catalog.ProductEvent;
import io.daybook.schema.catalog.ProductListed;
import io.daybook.schema.catalog.ProductPriceChanged;
import io.daybook.schema.catalog.ProductRenamed;
import io.daybook.schema.fulfilment.FulfilmentEvent;
import io.daybook.schema.inventory.GoodsNoteBooked;
import io.daybook.schema.inventory.GoodsRestocked;
import io.daybook.schema.inventory.StockAdjusted;
import io.daybook.schema.inventory.StockCommitted;
import io.daybook.schema.inventory.StockEvent;
import io.daybook.schema.inventory.StockItemRegistered;
import io.daybook.schema.inventory.StockReceived;
import io.daybook.schema.inventory.StockReleased;
import io.daybook.schema.inventory.StockReservationRefused;
import io.daybook.schema.inventory.StockReserved;
import io.daybook.schema.operation.OperationEvent;
import io.daybook.schema.operation.WebhookDisabled;
import io.daybook.schema.order.DeliveryAddressChangeRefused;
import io.daybook.schema.order.DeliveryAddressChangeRequested;
import io.daybook.schema.order.DeliveryAddressChanged;
import io.daybook.schema.order.OrderCancellationRejected;
import io.daybook.schema.order.OrderCancellationRequested;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderClosed;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderEvent;
import io.daybook.schema.order.OrderLinesReturned;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderShipped;
import io.daybook.schema.payment.PaymentAuthorizationRequested;
import io.daybook.schema.payment.PaymentAuthorized;
import io.daybook.schema.payment.PaymentCaptureFailed;
import io.daybook.schema.payment.PaymentCaptureRequested;
import io.daybook.schema.payment.PaymentCaptured;
import io.daybook.schema.payment.PaymentDeclined;
import io.daybook.schema.payment.PaymentEvent;
import io.daybook.schema.payment.PaymentRefundFailed;
import io.daybook.schema.payment.PaymentRefundRequested;
import io.daybook.schema.payment.PaymentRefunded;
import io.daybook.schema.payment.PaymentVoidRequested;
import io.daybook.schema.payment.PaymentVoided;
import io.daybook.schema.privacy.CustomerErased;
import io.daybook.schema.privacy.PrivacyEvent;
import io.daybook.schema.reconciliation.DiscrepancyEvent;
import io.daybook.schema.shipping.CarrierBooked;
import io.daybook.schema.shipping.CarrierBookingCancellationRequested;
import io.daybook.schema.shipping.CarrierBookingCancelled;
import io.daybook.schema.shipping.CarrierBookingRefused;
import io.daybook.schema.shipping.CarrierBookingRequested;
import io.daybook.schema.shipping.CarrierRebooked;
import io.daybook.schema.shipping.CarrierRebookingRefused;
import io.daybook.schema.shipping.CarrierRebookingRequested;
import io.daybook.schema.shipping.FormerBookingCancellationRequested;
import io.daybook.schema.shipping.FormerBookingCancelled;
import io.daybook.schema.shipping.PickingCancellationRefused;
import io.daybook.schema.shipping.PickingCancelled;
import io.daybook.schema.shipping.PickingStarted;
import io.daybook.schema.shipping.ShipmentDelivered;
import io.daybook.schema.shipping.ShipmentDispatched;
import io.daybook.schema.shipping.ShipmentEvent;
import java.util.List;

/**
 * What each event of the log means to others: nothing, one word, or one word in two versions while
 * readers move from one to the other. This is the only place that knows both languages.
 *
 * <p>Nobody is told of requests that are under way, of what was tried and refused among our parts,
 * or of what those do who run the shop: what follows from it is told when it has happened. That the
 * platform gives up a webhook is told, because its owner has to hear of it somewhere.
 */
public final class PublishedLanguage {
  private static final int FIRST_BOOKING = 0;

  private PublishedLanguage() {}

  /**
   * What others are told when this has happened.
   *
   * @param parcels asked where an event does not say what is in a parcel
   * @throws IllegalArgumentException when it is no event of the log
   */
  public static List<IntegrationEvent> of(Object event, Parcels parcels) {
    return switch (event) {
      case OrderEvent order -> ofOrder(order);
      case PaymentEvent payment -> ofPayment(payment);
      case StockEvent stock -> ofStock(stock);
      case ShipmentEvent shipment -> ofShipment(shipment, parcels);
      case ProductEvent product -> ofProduct(product);
      case PrivacyEvent privacy -> ofPrivacy(privacy);
      case GoodsNoteBooked _ -> nothing();
      case FulfilmentEvent _ -> nothing();
      case DiscrepancyEvent _ -> nothing();
      case WebhookDisabled e -> told(new WebhookAnnounced.Disabled(e.subscription(), e.reason()));
      case OperationEvent _ -> nothing();
      default -> throw new IllegalArgumentException("Not an event of the log: " + event.getClass());
    };
  }

  private static List<IntegrationEvent> ofOrder(OrderEvent order) {
    return switch (order) {
      case OrderPlaced e ->
          told(
              new OrderAnnounced.Placed(
                  e.orderId(),
                  e.customerId(),
                  e.lines().stream()
                      .map(l -> new OrderAnnounced.Line(l.sku(), l.quantity(), l.unitPrice()))
                      .toList(),
                  e.total(),
                  e.deliveryAddress().country(),
                  e.orderedAt()));
      case OrderConfirmed e -> told(new OrderAnnounced.Confirmed(e.orderId()));
      case OrderCancelled e -> told(new OrderAnnounced.Cancelled(e.orderId(), e.cause()));
      case DeliveryAddressChanged e ->
          told(
              new OrderAnnounced.AddressChanged(
                  e.orderId(), e.change(), e.deliveryAddress().country()));
      case OrderShipped e -> told(new OrderAnnounced.Shipped(e.orderId()));
      case OrderClosed e -> told(new OrderAnnounced.Closed(e.orderId()));
      case OrderLinesReturned e ->
          told(
              new OrderAnnounced.LinesReturned(
                  e.orderId(),
                  e.returnId(),
                  e.lines().stream()
                      .map(
                          l ->
                              new OrderAnnounced.LineBack(
                                  l.sku(), l.quantity(), l.disposition(), l.refund()))
                      .toList(),
                  e.refund()));
      case DeliveryAddressChangeRequested _ -> nothing();
      case DeliveryAddressChangeRefused _ -> nothing();
      case OrderCancellationRequested _ -> nothing();
      case OrderCancellationRejected _ -> nothing();
    };
  }

  private static List<IntegrationEvent> ofPayment(PaymentEvent payment) {
    return switch (payment) {
      case PaymentAuthorized e -> told(new PaymentAnnounced.Authorized(e.orderId(), e.amount()));
      case PaymentDeclined e -> told(new PaymentAnnounced.Declined(e.orderId()));
      case PaymentCaptured e -> told(new PaymentAnnounced.Captured(e.orderId(), e.amount()));
      case PaymentCaptureFailed e -> told(new PaymentAnnounced.CaptureFailed(e.orderId()));
      case PaymentVoided e -> told(new PaymentAnnounced.Voided(e.orderId()));
      case PaymentRefunded e ->
          told(new PaymentAnnounced.Refunded(e.orderId(), e.refundId(), e.amount()));
      case PaymentRefundFailed e ->
          told(
              new PaymentAnnounced.RefundFailed(
                  e.orderId(), e.refundId(), e.amount(), e.attempt()));
      case PaymentAuthorizationRequested _ -> nothing();
      case PaymentCaptureRequested _ -> nothing();
      case PaymentVoidRequested _ -> nothing();
      case PaymentRefundRequested _ -> nothing();
    };
  }

  private static List<IntegrationEvent> ofStock(StockEvent stock) {
    return switch (stock) {
      case StockReceived e ->
          told(new InventoryAnnounced.Received(e.sku(), e.receiptId(), e.quantity()));
      case StockAdjusted e ->
          told(new InventoryAnnounced.Adjusted(e.sku(), e.countedOnHand(), e.difference()));
      case StockReserved e ->
          told(new InventoryAnnounced.Reserved(e.sku(), e.orderId(), e.quantity()));
      case StockReservationRefused e ->
          told(
              new InventoryAnnounced.ReservationRefused(
                  e.sku(), e.orderId(), e.requested(), e.available()));
      case StockReleased e when e.quantity() == 0 -> nothing(); // there was no reservation
      case StockReleased e ->
          told(new InventoryAnnounced.Released(e.sku(), e.orderId(), e.quantity()));
      case StockCommitted e ->
          told(new InventoryAnnounced.Committed(e.sku(), e.orderId(), e.quantity()));
      case GoodsRestocked e ->
          told(new InventoryAnnounced.Restocked(e.sku(), e.orderId(), e.returnId(), e.quantity()));
      case StockItemRegistered _ -> nothing();
    };
  }

  private static List<IntegrationEvent> ofShipment(ShipmentEvent shipment, Parcels parcels) {
    return switch (shipment) {
      case CarrierBooked e ->
          told(new ShippingAnnounced.CarrierBooked(e.orderId(), e.shipmentId(), FIRST_BOOKING));
      case CarrierRebooked e ->
          told(new ShippingAnnounced.CarrierBooked(e.orderId(), e.shipmentId(), e.booking()));
      case PickingStarted e ->
          told(
              new ShippingAnnounced.PickingStarted(
                  e.orderId(),
                  e.shipmentId(),
                  parcels.in(e.shipmentId()).stream()
                      .map(i -> new ShippingAnnounced.Item(i.sku(), i.quantity()))
                      .toList()));
      case PickingCancelled e ->
          told(new ShippingAnnounced.PickingCancelled(e.orderId(), e.shipmentId()));
      case ShipmentDispatched e ->
          told(new ShippingAnnounced.Dispatched(e.orderId(), e.shipmentId()));
      case ShipmentDelivered e ->
          told(new ShippingAnnounced.Delivered(e.orderId(), e.shipmentId()));
      case CarrierBookingRequested _ -> nothing();
      case CarrierBookingRefused _ -> nothing();
      case CarrierRebookingRequested _ -> nothing();
      case CarrierRebookingRefused _ -> nothing();
      case FormerBookingCancellationRequested _ -> nothing();
      case FormerBookingCancelled _ -> nothing();
      case CarrierBookingCancellationRequested _ -> nothing();
      case CarrierBookingCancelled _ -> nothing();
      case PickingCancellationRefused _ -> nothing();
    };
  }

  private static List<IntegrationEvent> ofProduct(ProductEvent product) {
    return switch (product) {
      case ProductListed e ->
          told(new CatalogAnnounced.ProductListed(e.sku(), e.name(), e.price()));
      case ProductRenamed e -> told(new CatalogAnnounced.ProductRenamed(e.sku(), e.name()));
      case ProductPriceChanged e ->
          told(new CatalogAnnounced.PriceChanged(e.sku(), e.oldPrice(), e.newPrice()));
      case ProductDiscontinued e -> told(new CatalogAnnounced.ProductDiscontinued(e.sku()));
    };
  }

  private static List<IntegrationEvent> ofPrivacy(PrivacyEvent privacy) {
    return switch (privacy) {
      case CustomerErased e ->
          told(new PrivacyAnnounced.CustomerErased(e.customerId(), e.erasureId()));
    };
  }

  /** Each version of a word that is told now, the oldest first. */
  private static List<IntegrationEvent> told(IntegrationEvent... versions) {
    return List.of(versions);
  }

  private static List<IntegrationEvent> nothing() {
    return List.of();
  }
}
