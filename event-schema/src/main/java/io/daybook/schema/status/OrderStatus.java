package io.daybook.schema.status;

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
import io.daybook.schema.order.OrderRelated;
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
import java.util.Arrays;

/**
 * How far an order is, as the customer is told; {@link #label()} is the sentence. It follows from
 * the events of the order, its payment and its shipment: whoever has the events has the status.
 */
public enum OrderStatus {
  PROCESSING_PAYMENT(Stage.PLACED, "We are processing your payment"),
  RESERVING_STOCK(Stage.PLACED, "We are setting your items aside"),
  BOOKING_CARRIER(Stage.PLACED, "We are booking a carrier"),
  TAKING_PAYMENT(Stage.PLACED, "We are taking your payment"),
  CONFIRMED(Stage.CONFIRMED, "Your order is confirmed"),
  PICKING(Stage.CONFIRMED, "We are packing your parcel"),
  CANCELLING(Stage.CANCELLING, "We are cancelling your order"),
  CANCELLED(Stage.CANCELLED, "Your order is cancelled"),
  SHIPPED(Stage.SHIPPED, "Your parcel is on its way"),
  DELIVERED(Stage.SHIPPED, "Your parcel has arrived"),
  PARTLY_RETURNED(Stage.SHIPPED, "Some items came back to us"),
  RETURNED(Stage.SHIPPED, "All items came back to us");

  private final Stage stage;
  private final String label;

  OrderStatus(Stage stage, String label) {
    this.stage = stage;
    this.label = label;
  }

  /** Whether the shop has nothing left to do, unless something comes back. */
  public boolean isSettled() {
    return switch (this) {
      case CANCELLED, DELIVERED, PARTLY_RETURNED, RETURNED -> true;
      case PROCESSING_PAYMENT,
          RESERVING_STOCK,
          BOOKING_CARRIER,
          TAKING_PAYMENT,
          CONFIRMED,
          PICKING,
          CANCELLING,
          SHIPPED ->
          false;
    };
  }

  /** What the statuses of an order have in common for whoever decides about it. */
  public enum Stage {
    /** Nothing is promised yet. */
    PLACED,
    /** The shop has promised to deliver. */
    CONFIRMED,
    /** What was done for the order is being undone, or the race with dispatch is still open. */
    CANCELLING,
    /** Everything is undone; final. */
    CANCELLED,
    /** The parcel has left; it may have arrived, and goods may have come back. */
    SHIPPED
  }

  /** One English sentence for the customer. */
  public String label() {
    return label;
  }

  /** The stage that this status is a part of. */
  public Stage stage() {
    return stage;
  }

  /** Whether the event changes any status at all. */
  public static boolean isMovedBy(OrderRelated event) {
    return Arrays.stream(values()).anyMatch(status -> status.after(event, 0) != status);
  }

  /**
   * The status after one more event on behalf of the order.
   *
   * @param event in the order of the log; events of stock and of the fulfilment change nothing,
   *     because an order's own streams tell what follows from them
   * @param unitsLeft how many units the customer keeps after the event; only a return looks at it
   */
  public OrderStatus after(OrderRelated event, long unitsLeft) {
    return switch (event) {
      case OrderEvent e -> after(e, unitsLeft);
      case PaymentEvent e -> after(e);
      case ShipmentEvent e -> after(e);
      default -> this;
    };
  }

  private OrderStatus after(OrderEvent event, long unitsLeft) {
    return switch (event) {
      case OrderPlaced _ -> PROCESSING_PAYMENT;
      case OrderConfirmed _ -> forwardTo(CONFIRMED);
      case OrderCancellationRequested _ -> undone();
      case OrderCancelled _ -> CANCELLED;
      // Only a parcel that has left makes a cancellation too late; OrderShipped may come before or
      // after.
      case OrderCancellationRejected _ -> stage == Stage.CANCELLED ? this : shipped();
      case OrderShipped _ -> shipped();
      case OrderClosed _ -> this == PARTLY_RETURNED || this == RETURNED ? this : DELIVERED;
      case OrderLinesReturned _ -> unitsLeft > 0 ? PARTLY_RETURNED : RETURNED;
      case DeliveryAddressChangeRequested _,
          DeliveryAddressChanged _,
          DeliveryAddressChangeRefused _ ->
          this;
    };
  }

  private OrderStatus after(PaymentEvent event) {
    return switch (event) {
      case PaymentAuthorized _ -> forwardTo(RESERVING_STOCK);
      case PaymentCaptureRequested _ -> forwardTo(TAKING_PAYMENT);
      // Money is let go of when goods are missing too, or when somebody did not answer in time.
      case PaymentDeclined _, PaymentCaptureFailed _, PaymentVoidRequested _, PaymentVoided _ ->
          undone();
      case PaymentAuthorizationRequested _, PaymentCaptured _ -> this;
      // Goods that came back are paid back too, so a refund does not say that the order is undone.
      case PaymentRefundRequested _, PaymentRefunded _, PaymentRefundFailed _ -> this;
    };
  }

  private OrderStatus after(ShipmentEvent event) {
    return switch (event) {
      case CarrierBookingRequested _ -> forwardTo(BOOKING_CARRIER);
      case PickingStarted _ -> forwardTo(PICKING);
      case CarrierBookingRefused _,
          CarrierBookingCancellationRequested _,
          CarrierBookingCancelled _,
          PickingCancelled _ ->
          undone();
      case CarrierBooked _ -> this;
      case CarrierRebookingRequested _, CarrierRebooked _, CarrierRebookingRefused _ -> this;
      case FormerBookingCancellationRequested _, FormerBookingCancelled _ -> this;
      // The order is told of the parcel, and says so in its own stream.
      case PickingCancellationRefused _, ShipmentDispatched _, ShipmentDelivered _ -> this;
    };
  }

  /** Steps that were in flight while an order was cancelled, or that come late, do not show. */
  private OrderStatus forwardTo(OrderStatus next) {
    return isGoingForward() ? next : this;
  }

  private OrderStatus undone() {
    return isGoingForward() ? CANCELLING : this;
  }

  private OrderStatus shipped() {
    return stage == Stage.SHIPPED ? this : SHIPPED;
  }

  private boolean isGoingForward() {
    return stage == Stage.PLACED || stage == Stage.CONFIRMED;
  }
}
