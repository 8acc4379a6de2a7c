package io.daybook.schema.status;

import io.daybook.schema.inventory.StockReservationRefused;
import io.daybook.schema.inventory.StockReserved;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.CancellationCause;
import io.daybook.schema.order.DeliveryAddressChangeRequested;
import io.daybook.schema.order.DeliveryAddressChanged;
import io.daybook.schema.payment.PaymentCaptureFailed;
import io.daybook.schema.payment.PaymentCaptured;
import io.daybook.schema.payment.PaymentDeclined;
import io.daybook.schema.payment.PaymentVoided;
import io.daybook.schema.shipping.CarrierBookingRefused;
import io.daybook.schema.shipping.CarrierRebooked;
import io.daybook.schema.shipping.CarrierRebookingRequested;
import io.daybook.schema.shipping.FormerBookingCancellationRequested;
import io.daybook.schema.shipping.FormerBookingCancelled;
import io.daybook.schema.shipping.PickingCancellationRefused;
import io.daybook.schema.shipping.PickingCancelled;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lives of orders as they stand in logs. A status in them changes only by decision, because
 * customers and programs rely on it.
 */
public final class GoldenHistories {
  private GoldenHistories() {}

  /** All of them, for parameterized tests. */
  public static Stream<History> all() {
    return Stream.of(
        delivered(),
        addressChanged(),
        declined(),
        outOfStock(),
        noCarrier(),
        captureFailed(),
        notAuthorizedInTime(),
        cancelledWhilePaying(),
        cancelledWhilePicking(),
        givenUpByAnOperator(),
        cancelledTooLate(),
        rejectedBeforeShipped(),
        returnedBeforeItArrived(),
        stockAnswersAfterTheEnd());
  }

  private static History delivered() {
    return new History("delivered, and returned in two parts")
        .picking()
        .dispatched(OrderStatus.PICKING)
        .shipped()
        .delivered(OrderStatus.SHIPPED)
        .closed(OrderStatus.DELIVERED)
        .returned(History.MUG, 1, OrderStatus.PARTLY_RETURNED)
        .returned(History.TEA, 2, OrderStatus.RETURNED);
  }

  private static History addressChanged() {
    var h = new History("sent to another address").booked();
    var address = new Address("Ada", "1 Other Street", "London", "SW1Y", "GB");
    var status = OrderStatus.BOOKING_CARRIER;
    return h.then(new DeliveryAddressChangeRequested(h.order, 1, address), status)
        .then(new CarrierRebookingRequested(h.shipment, h.order, 1, address, List.of()), status)
        .then(new CarrierRebooked(h.shipment, h.order, 1, "b-2", "T-2"), status)
        .then(new FormerBookingCancellationRequested(h.shipment, h.order, 0), status)
        .then(new DeliveryAddressChanged(h.order, 1, address), status)
        .then(new FormerBookingCancelled(h.shipment, h.order, 0), status);
  }

  private static History declined() {
    var h = new History("declined").placed();
    return h.then(new PaymentDeclined(h.payment, h.order, "no funds"), OrderStatus.CANCELLING)
        .cancelled(CancellationCause.PAYMENT);
  }

  /** The shortage shows when its first consequence is written to a stream of the order. */
  private static History outOfStock() {
    return new History("out of stock").outOfMugs().voided().cancelled(CancellationCause.STOCK);
  }

  private static History noCarrier() {
    var h = new History("no carrier").booking();
    return h.then(new CarrierBookingRefused(h.shipment, h.order, "island"), OrderStatus.CANCELLING)
        .released()
        .voided()
        .cancelled(CancellationCause.CARRIER);
  }

  private static History captureFailed() {
    var h = new History("capture failed").capturing();
    return h.then(new PaymentCaptureFailed(h.payment, h.order, "expired"), OrderStatus.CANCELLING)
        .unbooked()
        .released()
        .voided()
        .cancelled(CancellationCause.PAYMENT);
  }

  /** Nothing but the undoing says that it is undone. */
  private static History notAuthorizedInTime() {
    return new History("not authorized in time")
        .placed()
        .voided()
        .cancelled(CancellationCause.TIMEOUT);
  }

  private static History cancelledWhilePaying() {
    var h = new History("cancelled while the money is taken").capturing().cancellationAsked();
    return h.then(new PaymentCaptured(h.payment, h.order, History.TOTAL), OrderStatus.CANCELLING)
        .paidBack()
        .unbooked()
        .released()
        .cancelled(CancellationCause.CUSTOMER);
  }

  private static History cancelledWhilePicking() {
    var h = new History("cancelled while the parcel is packed").picking().cancellationAsked();
    return h.then(new PickingCancelled(h.shipment, h.order), OrderStatus.CANCELLING)
        .paidBack()
        .unbooked()
        .released()
        .cancelled(CancellationCause.CUSTOMER);
  }

  private static History givenUpByAnOperator() {
    var h = new History("given up by an operator").picking();
    return h.then(new PickingCancelled(h.shipment, h.order), OrderStatus.CANCELLING)
        .paidBack()
        .unbooked()
        .released()
        .cancelled(CancellationCause.OPERATOR);
  }

  private static History cancelledTooLate() {
    var h = new History("cancelled too late").picking().dispatched(OrderStatus.PICKING);
    return h.cancellationAsked()
        .then(new PickingCancellationRefused(h.shipment, h.order), OrderStatus.CANCELLING)
        .shipped()
        .cancellationRejected()
        .delivered(OrderStatus.SHIPPED)
        .closed(OrderStatus.DELIVERED);
  }

  private static History rejectedBeforeShipped() {
    return new History("cancelled too late, and told so first")
        .picking()
        .cancellationAsked()
        .dispatched(OrderStatus.CANCELLING)
        .cancellationRejected()
        .shipped()
        .delivered(OrderStatus.SHIPPED)
        .closed(OrderStatus.DELIVERED);
  }

  /** That the parcel has arrived does not take back what the customer was told of the return. */
  private static History returnedBeforeItArrived() {
    return new History("returned before it was said to have arrived")
        .picking()
        .dispatched(OrderStatus.PICKING)
        .shipped()
        .returned(History.TEA, 2, OrderStatus.PARTLY_RETURNED)
        .delivered(OrderStatus.PARTLY_RETURNED)
        .closed(OrderStatus.PARTLY_RETURNED);
  }

  /** A step that is answered after it was given up does not bring a cancelled order back. */
  private static History stockAnswersAfterTheEnd() {
    var h = new History("stock answers after the end").authorized().cancellationAsked().voided();
    return h.cancelled(CancellationCause.CUSTOMER)
        .then(new StockReserved(History.TEA, h.order, 2), OrderStatus.CANCELLED)
        .then(new StockReservationRefused(History.MUG, h.order, 1, 0), OrderStatus.CANCELLED)
        .then(new PaymentVoided(h.payment, h.order), OrderStatus.CANCELLED);
  }
}
