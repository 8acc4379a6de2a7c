package io.daybook.saga.fulfilment;

import io.daybook.schema.catalog.Sku;
import io.daybook.schema.inventory.ReleaseStock;
import io.daybook.schema.inventory.ReserveStock;
import io.daybook.schema.inventory.StockReleased;
import io.daybook.schema.inventory.StockReservationRefused;
import io.daybook.schema.inventory.StockReserved;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.CancelOrder;
import io.daybook.schema.order.ConfirmDeliveryAddress;
import io.daybook.schema.order.ConfirmOrder;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.order.RefuseDeliveryAddress;
import io.daybook.schema.payment.AuthorizePayment;
import io.daybook.schema.payment.CapturePayment;
import io.daybook.schema.payment.PaymentAuthorized;
import io.daybook.schema.payment.PaymentCaptureFailed;
import io.daybook.schema.payment.PaymentCaptured;
import io.daybook.schema.payment.PaymentDeclined;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.payment.PaymentRefunded;
import io.daybook.schema.payment.PaymentVoided;
import io.daybook.schema.payment.RecordPaymentCaptureFailed;
import io.daybook.schema.payment.RefundPayment;
import io.daybook.schema.payment.VoidPayment;
import io.daybook.schema.shipping.BookCarrier;
import io.daybook.schema.shipping.CancelCarrierBooking;
import io.daybook.schema.shipping.CancelPicking;
import io.daybook.schema.shipping.CarrierBooked;
import io.daybook.schema.shipping.CarrierBookingCancelled;
import io.daybook.schema.shipping.CarrierBookingRefused;
import io.daybook.schema.shipping.PickingCancelled;
import io.daybook.schema.shipping.PickingStarted;
import io.daybook.schema.shipping.RebookCarrier;
import io.daybook.schema.shipping.ShipmentDispatched;
import io.daybook.schema.shipping.ShipmentId;
import io.daybook.schema.shipping.StartPicking;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.joda.money.Money;

/**
 * Everybody else, as the fulfilment sees them: each command has its effect once, and says so once.
 */
final class WorldForTests {
  private enum Card {
    NONE,
    HELD,
    DECLINED,
    TAKEN,
    FAILED,
    LET_GO
  }

  private enum Parcel {
    NONE,
    BOOKED,
    REFUSED,
    PICKING,
    STOPPED,
    CANCELLED,
    GONE
  }

  private final OrderId order;
  private final PaymentId payment;
  private final ShipmentId shipment;
  private final Money total;
  final AddressesForTests addresses;
  private final Set<Sku> reserved = new HashSet<>();
  private final Set<Sku> refused = new HashSet<>();
  private final Set<Sku> settled = new HashSet<>();
  private Card money = Card.NONE;
  private Parcel parcel = Parcel.NONE;
  private boolean refunded;
  private boolean confirmed;
  private boolean cancelled;

  WorldForTests(OrderId order, Money total, Address first) {
    this.addresses = new AddressesForTests(order, first);
    this.order = order;
    this.payment = new PaymentId(order);
    this.shipment = new ShipmentId(order);
    this.total = total;
  }

  /** What a command makes happen; {@code good} decides where the other side has a choice. */
  List<OrderRelated> handle(Object command, boolean good) {
    return switch (command) {
      case AuthorizePayment _ when money == Card.NONE -> {
        money = good ? Card.HELD : Card.DECLINED;
        yield List.of(
            good
                ? new PaymentAuthorized(payment, order, total, "pi")
                : new PaymentDeclined(payment, order, "no"));
      }
      case ReserveStock reserve
          when !settled.contains(reserve.stockItemId().sku())
              && !reserved.contains(reserve.stockItemId().sku()) -> {
        var sku = reserve.stockItemId().sku();
        var fits = good && !refused.contains(sku); // a refusal stands
        (fits ? reserved : refused).add(sku);
        yield List.of(
            fits
                ? new StockReserved(sku, order, 1)
                : new StockReservationRefused(sku, order, 1, 0));
      }
      case BookCarrier book when parcel == Parcel.NONE -> {
        parcel = good ? Parcel.BOOKED : Parcel.REFUSED;
        addresses.booked(book.deliveryAddress());
        yield List.of(
            good
                ? new CarrierBooked(shipment, order, "b", "T")
                : new CarrierBookingRefused(shipment, order, "no"));
      }
      case CapturePayment _ when money == Card.HELD -> {
        money = good ? Card.TAKEN : Card.FAILED;
        yield List.of(
            good
                ? new PaymentCaptured(payment, order, total)
                : new PaymentCaptureFailed(payment, order, "no"));
      }
      case ConfirmOrder _ when !confirmed -> {
        confirmed = true;
        yield List.of(new OrderConfirmed(order));
      }
      case StartPicking _ when parcel == Parcel.BOOKED -> {
        parcel = Parcel.PICKING;
        yield List.of(new PickingStarted(shipment, order));
      }
      case CancelPicking _ when parcel == Parcel.PICKING || parcel == Parcel.BOOKED -> {
        parcel = Parcel.STOPPED;
        yield List.of(new PickingCancelled(shipment, order));
      }
      case RefundPayment refund when money == Card.TAKEN && !refunded -> {
        refunded = true;
        yield List.of(new PaymentRefunded(payment, order, refund.refundId(), refund.amount()));
      }
      case CancelCarrierBooking _ when parcel != Parcel.CANCELLED && parcel != Parcel.GONE -> {
        parcel = Parcel.CANCELLED;
        yield and(addresses.drop(), new CarrierBookingCancelled(shipment, order));
      }
      case ReleaseStock release when !settled.contains(release.stockItemId().sku()) -> {
        var sku = release.stockItemId().sku();
        reserved.remove(sku);
        settled.add(sku);
        yield List.of(new StockReleased(sku, order, 1));
      }
      case VoidPayment _ when money != Card.TAKEN && money != Card.LET_GO -> {
        money = Card.LET_GO;
        yield List.of(new PaymentVoided(payment, order));
      }
      case CancelOrder cancel when !cancelled -> {
        cancelled = true;
        yield List.of(new OrderCancelled(order, cancel.cause(), cancel.reason()));
      }
      case RecordPaymentCaptureFailed _ when money == Card.HELD -> {
        money = Card.FAILED;
        yield List.of(new PaymentCaptureFailed(payment, order, "given up"));
      }
      case RebookCarrier rebook ->
          addresses.handle(rebook, parcel == Parcel.BOOKED || parcel == Parcel.PICKING);
      case ConfirmDeliveryAddress confirm -> addresses.handle(confirm);
      case RefuseDeliveryAddress refuse -> addresses.handle(refuse);
      default -> List.of();
    };
  }

  private static List<OrderRelated> and(List<OrderRelated> some, OrderRelated last) {
    return Stream.concat(some.stream(), Stream.of(last)).toList();
  }

  /** The parcel leaves, if it is being picked. */
  List<OrderRelated> dispatch() {
    if (parcel != Parcel.PICKING) {
      return List.of();
    }
    parcel = Parcel.GONE;
    return and(addresses.drop(), new ShipmentDispatched(shipment, order, "T"));
  }

  boolean isCancelled() {
    return cancelled;
  }

  boolean isGone() {
    return parcel == Parcel.GONE;
  }

  /** Nothing is held, taken, reserved or booked. */
  boolean isAsBefore() {
    return (money != Card.TAKEN || refunded)
        && addresses.areSettled(false)
        && money != Card.HELD
        && reserved.isEmpty()
        && parcel != Parcel.BOOKED
        && parcel != Parcel.PICKING
        && parcel != Parcel.STOPPED
        && parcel != Parcel.GONE;
  }

  /** Everything is held and taken that a parcel needs. */
  boolean isReadyFor(int skus) {
    return money == Card.TAKEN
        && !refunded
        && reserved.size() == skus
        && confirmed
        && addresses.areSettled(true)
        && (parcel == Parcel.PICKING || parcel == Parcel.GONE);
  }

  @Override
  public String toString() {
    return money
        + (refunded ? " refunded" : "")
        + ", parcel "
        + parcel
        + ", reserved "
        + reserved
        + ", "
        + addresses
        + (confirmed ? ", confirmed" : "")
        + (cancelled ? ", cancelled" : "");
  }
}
