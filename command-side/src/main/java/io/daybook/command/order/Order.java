package io.daybook.command.order;

import io.daybook.schema.DomainRejection;
import io.daybook.schema.Invariant;
import io.daybook.schema.order.AboutOrder;
import io.daybook.schema.order.CancelOrder;
import io.daybook.schema.order.ChangeDeliveryAddress;
import io.daybook.schema.order.CloseOrder;
import io.daybook.schema.order.ConfirmDeliveryAddress;
import io.daybook.schema.order.ConfirmOrder;
import io.daybook.schema.order.DeliveryAddressChangeRefused;
import io.daybook.schema.order.DeliveryAddressChangeRequested;
import io.daybook.schema.order.DeliveryAddressChanged;
import io.daybook.schema.order.MarkShipped;
import io.daybook.schema.order.OrderCancellationRejected;
import io.daybook.schema.order.OrderCancellationRequested;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderClosed;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderEvent;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderLine;
import io.daybook.schema.order.OrderLinesReturned;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderShipped;
import io.daybook.schema.order.PlaceOrder;
import io.daybook.schema.order.RefuseDeliveryAddress;
import io.daybook.schema.order.RejectCancellation;
import io.daybook.schema.order.RequestCancellation;
import io.daybook.schema.order.ReturnLines;
import io.daybook.schema.status.OrderStatus;
import io.daybook.schema.status.OrderStatus.Stage;
import java.util.List;

/**
 * An order and its rules, from placing to return.
 *
 * @param placed what was ordered; the delivery address in it is the first one
 * @param addresses where the parcel goes, and where it shall go
 * @param status how far it is, as far as its own stream tells: payment and shipment have theirs
 * @param parcel what the order was told of its parcel
 * @param cancellationOpen whether a cancellation was asked for that is neither done nor rejected
 * @param returns the goods that came back
 */
record Order(
    OrderPlaced placed,
    Addresses addresses,
    OrderStatus status,
    Parcel parcel,
    boolean cancellationOpen,
    Returns returns)
    implements AboutOrder {

  /** Where the parcel is, as the order was told. */
  enum Parcel {
    HERE,
    LEFT,
    ARRIVED
  }

  Order {
    Invariant.check(
        parcel == Parcel.HERE || status.stage() == Stage.SHIPPED, "what has left is shipped");
    Invariant.check(
        parcel != Parcel.HERE || returns.accepted().isEmpty(), "what is returned has left");
    Invariant.check(
        status != OrderStatus.CANCELLING || cancellationOpen, "a cancellation was asked for");
    Invariant.check(
        status != OrderStatus.CANCELLED || !cancellationOpen, "what is cancelled is answered");
  }

  @Override
  public OrderId orderId() {
    return placed.orderId();
  }

  static Order opened(OrderPlaced placed) {
    var addresses = Addresses.first(placed.deliveryAddress());
    var status = OrderStatus.PROCESSING_PAYMENT;
    return new Order(placed, addresses, status, Parcel.HERE, false, Returns.NONE);
  }

  Order evolve(OrderEvent event) {
    return switch (event) {
      case OrderPlaced e -> opened(e);
      case DeliveryAddressChangeRequested e -> with(addresses.wished(e));
      case DeliveryAddressChanged e -> with(addresses.changed(e));
      case DeliveryAddressChangeRefused e -> with(addresses.without(e.change()));
      case OrderConfirmed e -> after(e, parcel, cancellationOpen, returns);
      case OrderCancellationRequested e -> after(e, parcel, true, returns);
      case OrderCancellationRejected e -> after(e, parcel, false, returns);
      case OrderCancelled e -> after(e, parcel, false, returns);
      case OrderShipped e -> after(e, Parcel.LEFT, cancellationOpen, returns);
      case OrderClosed e -> after(e, Parcel.ARRIVED, cancellationOpen, returns);
      case OrderLinesReturned e -> after(e, parcel, cancellationOpen, returns.with(e));
    };
  }

  /**
   * The same request again changes nothing; prices may have moved between, so they do not count.
   * Neither does a token that nobody can read any more: else an answer that was lost could not be
   * asked for later.
   */
  List<OrderEvent> decide(PlaceOrder again) {
    var same =
        again.customerId().equals(placed.customerId())
            && again.deliveryAddress().equals(placed.deliveryAddress())
            && (placed.paymentToken().isErased()
                || again.paymentToken().equals(placed.paymentToken()))
            && Lines.quantities(again.lines()).equals(Lines.quantities(placed.lines()));
    if (same) {
      return List.of();
    }
    throw DomainRejection.ofRequest(
        "idempotency-key-reused", state(), "The key was used for another order");
  }

  List<OrderEvent> decide(ChangeDeliveryAddress command) {
    return switch (status.stage()) {
      case PLACED, CONFIRMED -> addresses.ask(id(), command.deliveryAddress());
      case CANCELLING, CANCELLED ->
          throw rejection("address-until-dispatch", "The order is cancelled, or is being so");
      case SHIPPED -> throw rejection("address-until-dispatch", "The parcel has left");
    };
  }

  List<OrderEvent> decide(ConfirmDeliveryAddress command) {
    return addresses.confirm(id(), command);
  }

  List<OrderEvent> decide(RefuseDeliveryAddress command) {
    return addresses.refuse(id(), command);
  }

  List<OrderEvent> decide(RequestCancellation command) {
    return switch (status.stage()) {
      case PLACED, CONFIRMED -> List.of(new OrderCancellationRequested(id(), command.reason()));
      case CANCELLING, CANCELLED -> List.of();
      case SHIPPED ->
          throw rejection("cancel-before-dispatch", "The parcel has left; return it instead");
    };
  }

  /** The parcel may have left before the customer is told that the cancellation came too late. */
  List<OrderEvent> decide(RejectCancellation command) {
    return cancellationOpen
        ? List.of(new OrderCancellationRejected(id(), command.reason()))
        : List.of();
  }

  List<OrderEvent> decide(CancelOrder command) {
    return switch (status.stage()) {
      case PLACED, CONFIRMED, CANCELLING ->
          List.of(new OrderCancelled(id(), command.cause(), command.reason()));
      case CANCELLED -> List.of();
      case SHIPPED -> throw rejection("cancel-before-dispatch", "The parcel has left");
    };
  }

  List<OrderEvent> decide(ConfirmOrder command) {
    return status.stage() == Stage.PLACED
        ? List.of(new OrderConfirmed(command.orderId()))
        : List.of();
  }

  /** Also after a cancellation was rejected, which says that the parcel has left, but not how. */
  List<OrderEvent> decide(MarkShipped command) {
    if (parcel != Parcel.HERE) {
      return List.of();
    }
    return switch (status.stage()) {
      case CONFIRMED, CANCELLING, SHIPPED ->
          List.of(new OrderShipped(id(), command.trackingNumber()));
      case PLACED, CANCELLED ->
          throw rejection("ship-what-is-confirmed", "The order is not confirmed");
    };
  }

  List<OrderEvent> decide(CloseOrder command) {
    return switch (parcel) {
      case HERE -> throw rejection("close-what-is-shipped", "The order is not shipped");
      case LEFT -> List.of(new OrderClosed(command.orderId()));
      case ARRIVED -> List.of();
    };
  }

  List<OrderEvent> decide(ReturnLines command) {
    if (returns.isAccepted(command, state())) {
      return List.of();
    }
    if (parcel == Parcel.HERE) {
      throw rejection("return-what-was-shipped", "Nothing has been delivered yet");
    }
    return List.of(returns.take(placed, command, state()));
  }

  private OrderId id() {
    return placed.orderId();
  }

  private Order with(Addresses others) {
    return new Order(placed, others, status, parcel, cancellationOpen, returns);
  }

  private Order after(OrderEvent event, Parcel where, boolean open, Returns back) {
    var ordered = placed.lines().stream().mapToLong(OrderLine::quantity).sum();
    var next = status.after(event, ordered - back.units());
    return new Order(placed, addresses, next, where, open, back);
  }

  private DomainRejection rejection(String rule, String message) {
    return DomainRejection.ofState(rule, state(), message);
  }

  private String state() {
    return parcel == Parcel.ARRIVED ? "CLOSED" : status.stage().name();
  }
}
