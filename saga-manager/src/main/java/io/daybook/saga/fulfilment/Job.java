package io.daybook.saga.fulfilment;

import io.daybook.schema.catalog.Sku;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentId;
import io.daybook.schema.fulfilment.ParkFulfilment;
import io.daybook.schema.fulfilment.UnparkFulfilment;
import io.daybook.schema.inventory.CommitStock;
import io.daybook.schema.inventory.ReleaseStock;
import io.daybook.schema.inventory.ReserveStock;
import io.daybook.schema.inventory.StockItemId;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.CancelOrder;
import io.daybook.schema.order.CloseOrder;
import io.daybook.schema.order.ConfirmDeliveryAddress;
import io.daybook.schema.order.ConfirmOrder;
import io.daybook.schema.order.MarkShipped;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.RefuseDeliveryAddress;
import io.daybook.schema.order.RejectCancellation;
import io.daybook.schema.payment.AuthorizePayment;
import io.daybook.schema.payment.CapturePayment;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.payment.PaymentToken;
import io.daybook.schema.payment.RecordPaymentCaptureFailed;
import io.daybook.schema.payment.RefundId;
import io.daybook.schema.payment.RefundPayment;
import io.daybook.schema.payment.VoidPayment;
import io.daybook.schema.shipping.BookCarrier;
import io.daybook.schema.shipping.CancelCarrierBooking;
import io.daybook.schema.shipping.CancelPicking;
import io.daybook.schema.shipping.ParcelItem;
import io.daybook.schema.shipping.RebookCarrier;
import io.daybook.schema.shipping.ShipmentId;
import io.daybook.schema.shipping.StartPicking;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What was ordered, and how each stage of its fulfilment is put into commands.
 *
 * @param trackingNumber of the parcel, once it has left
 */
public record Job(
    OrderId orderId,
    List<ParcelItem> items,
    Money total,
    Address deliveryAddress,
    PaymentToken paymentToken,
    @Nullable String trackingNumber) {
  private static final RefundId CANCELLATION = new RefundId("cancellation");

  public Job {
    items = List.copyOf(items);
  }

  static Job of(OrderPlaced placed) {
    var items =
        placed.lines().stream().map(line -> new ParcelItem(line.sku(), line.quantity())).toList();
    return new Job(
        placed.orderId(),
        items,
        placed.total(),
        placed.deliveryAddress(),
        placed.paymentToken(),
        null);
  }

  Job to(Address other) {
    return new Job(orderId, items, total, other, paymentToken, trackingNumber);
  }

  Job leaving(String number) {
    return new Job(orderId, items, total, deliveryAddress, paymentToken, number);
  }

  Set<Sku> skus() {
    return items.stream().map(ParcelItem::sku).collect(Collectors.toSet());
  }

  List<Object> commandsOf(Stage stage, Set<Sku> skus, @Nullable Undoing why) {
    var payment = new PaymentId(orderId);
    var shipment = new ShipmentId(orderId);
    return switch (stage) {
      case AUTHORIZING -> List.of(new AuthorizePayment(payment, orderId, total, paymentToken));
      case RESERVING -> reserve(skus);
      case BOOKING -> List.of(new BookCarrier(shipment, orderId, deliveryAddress, items));
      case CAPTURING -> List.of(new CapturePayment(payment));
      case CONFIRMING -> List.of(new ConfirmOrder(orderId));
      case STARTING_PICKING -> List.of(new StartPicking(shipment));
      case STOPPING_PICKING -> List.of(new CancelPicking(shipment));
      case REFUNDING -> List.of(new RefundPayment(payment, CANCELLATION, total));
      case CANCELLING_BOOKING -> List.of(new CancelCarrierBooking(shipment));
      case RELEASING -> release(skus);
      case VOIDING -> List.of(new VoidPayment(payment));
      case CANCELLING_ORDER -> {
        var undoing = Objects.requireNonNull(why);
        yield List.of(new CancelOrder(orderId, undoing.cause(), undoing.reason()));
      }
      case DELIVERING -> afterDispatch(why != null);
      case PICKING, ENDED -> List.of();
    };
  }

  /** The parcel has left: the goods are gone, and a cancellation that came meanwhile has lost. */
  private List<Object> afterDispatch(boolean cancellationLost) {
    var commands = new ArrayList<Object>();
    items.forEach(item -> commands.add(new CommitStock(new StockItemId(item.sku()), orderId)));
    commands.add(new MarkShipped(orderId, Objects.requireNonNull(trackingNumber)));
    if (cancellationLost) {
      commands.add(rejectCancellation());
    }
    return commands;
  }

  ParkFulfilment park(FulfilmentAction action, String reason, int attempts) {
    return new ParkFulfilment(new FulfilmentId(orderId), action, reason, attempts);
  }

  UnparkFulfilment unpark(FulfilmentAction action) {
    var reason = "its outcome is known, or not needed any more";
    return new UnparkFulfilment(new FulfilmentId(orderId), action, reason);
  }

  /** Whether it was taken is not known; the payment decides, and says so. */
  RecordPaymentCaptureFailed giveUpCapture(String reason) {
    return new RecordPaymentCaptureFailed(new PaymentId(orderId), reason);
  }

  RebookCarrier rebook(int change, Address to) {
    return new RebookCarrier(new ShipmentId(orderId), change, to, items);
  }

  ConfirmDeliveryAddress confirmAddress(int change) {
    return new ConfirmDeliveryAddress(orderId, change);
  }

  RefuseDeliveryAddress refuseAddress(int change, String reason) {
    return new RefuseDeliveryAddress(orderId, change, reason);
  }

  RejectCancellation rejectCancellation() {
    return new RejectCancellation(orderId, "the parcel has already left");
  }

  CloseOrder close() {
    return new CloseOrder(orderId);
  }

  private List<Object> reserve(Set<Sku> skus) {
    return items.stream()
        .filter(item -> skus.contains(item.sku()))
        .<Object>map(
            item -> new ReserveStock(new StockItemId(item.sku()), orderId, item.quantity()))
        .toList();
  }

  List<Object> release(Set<Sku> skus) {
    return skus.stream()
        .<Object>map(sku -> new ReleaseStock(new StockItemId(sku), orderId))
        .toList();
  }
}
