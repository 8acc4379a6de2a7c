package io.daybook.command.order;

import io.daybook.schema.DomainRejection;
import io.daybook.schema.catalog.Sku;
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
import io.daybook.schema.order.OrderLinesReturned;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderShipped;
import io.daybook.schema.order.PlaceOrder;
import io.daybook.schema.order.RefuseDeliveryAddress;
import io.daybook.schema.order.RejectCancellation;
import io.daybook.schema.order.RequestCancellation;
import io.daybook.schema.order.ReturnLines;
import io.daybook.schema.order.ReturnRequest;
import io.daybook.schema.order.ReturnedLine;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An order and its rules, from placing to return.
 *
 * @param placed what was ordered; the delivery address in it is the first one
 * @param addresses where the parcel goes, and where it shall go
 * @param status how far it is
 * @param before what the status was when a cancellation was asked for
 * @param returns the returns that were accepted, and the lines that each of them named
 */
record Order(
    OrderPlaced placed,
    Addresses addresses,
    Status status,
    Status before,
    Map<String, Set<ReturnRequest>> returns) {

  enum Status {
    PLACED,
    CONFIRMED,
    CANCELLING,
    CANCELLED,
    SHIPPED,
    CLOSED
  }

  Order {
    returns = Map.copyOf(returns);
  }

  static Order opened(OrderPlaced placed) {
    var addresses = Addresses.first(placed.deliveryAddress());
    return new Order(placed, addresses, Status.PLACED, Status.PLACED, Map.of());
  }

  Order evolve(OrderEvent event) {
    return switch (event) {
      case OrderPlaced e -> opened(e);
      case DeliveryAddressChangeRequested e -> with(addresses.wished(e));
      case DeliveryAddressChanged e -> with(addresses.changed(e));
      case DeliveryAddressChangeRefused e -> with(addresses.without(e.change()));
      case OrderConfirmed _ -> at(Status.CONFIRMED);
      case OrderCancellationRequested _ ->
          new Order(placed, addresses, Status.CANCELLING, status, returns);
      case OrderCancellationRejected _ ->
          new Order(
              placed,
              addresses,
              status == Status.CANCELLING ? before : status,
              Status.PLACED,
              returns);
      case OrderCancelled _ -> at(Status.CANCELLED);
      case OrderShipped _ -> at(Status.SHIPPED);
      case OrderClosed _ -> at(Status.CLOSED);
      case OrderLinesReturned e -> new Order(placed, addresses, status, before, withReturn(e));
    };
  }

  /**
   * The same request again changes nothing; prices may have moved between, so they do not count.
   */
  List<OrderEvent> decide(PlaceOrder again) {
    var same =
        again.customerId().equals(placed.customerId())
            && again.deliveryAddress().equals(placed.deliveryAddress())
            && again.paymentToken().equals(placed.paymentToken())
            && Lines.quantities(again.lines()).equals(Lines.quantities(placed.lines()));
    if (same) {
      return List.of();
    }
    throw DomainRejection.ofRequest("idempotency-key-reused", status.name(), "The key was used for another order");
  }

  List<OrderEvent> decide(ChangeDeliveryAddress command) {
    return switch (status) {
      case PLACED, CONFIRMED -> addresses.ask(id(), command.deliveryAddress());
      case CANCELLING, CANCELLED ->
          throw rejection("address-until-dispatch", "The order is cancelled, or is being so");
      case SHIPPED, CLOSED -> throw rejection("address-until-dispatch", "The parcel has left");
    };
  }

  List<OrderEvent> decide(ConfirmDeliveryAddress command) {
    return addresses.confirm(id(), command);
  }

  List<OrderEvent> decide(RefuseDeliveryAddress command) {
    return addresses.refuse(id(), command);
  }

  List<OrderEvent> decide(RequestCancellation command) {
    return switch (status) {
      case PLACED, CONFIRMED -> List.of(new OrderCancellationRequested(id(), command.reason()));
      case CANCELLING, CANCELLED -> List.of();
      case SHIPPED, CLOSED ->
          throw rejection("cancel-before-dispatch", "The parcel has left; return it instead");
    };
  }

  List<OrderEvent> decide(RejectCancellation command) {
    return status == Status.CANCELLING || cancellationLost()
        ? List.of(new OrderCancellationRejected(id(), command.reason()))
        : List.of();
  }

  List<OrderEvent> decide(CancelOrder command) {
    return switch (status) {
      case PLACED, CONFIRMED, CANCELLING ->
          List.of(new OrderCancelled(id(), command.cause(), command.reason()));
      case CANCELLED -> List.of();
      case SHIPPED, CLOSED -> throw rejection("cancel-before-dispatch", "The parcel has left");
    };
  }

  List<OrderEvent> decide(ConfirmOrder command) {
    return status == Status.PLACED ? List.of(new OrderConfirmed(command.orderId())) : List.of();
  }

  List<OrderEvent> decide(MarkShipped command) {
    return switch (status) {
      case CONFIRMED, CANCELLING -> List.of(new OrderShipped(id(), command.trackingNumber()));
      case SHIPPED, CLOSED -> List.of();
      default -> throw rejection("ship-what-is-confirmed", "The order is not confirmed");
    };
  }

  List<OrderEvent> decide(CloseOrder command) {
    return switch (status) {
      case SHIPPED -> List.of(new OrderClosed(command.orderId()));
      case CLOSED -> List.of();
      default -> throw rejection("close-what-is-shipped", "The order is not shipped");
    };
  }

  List<OrderEvent> decide(ReturnLines command) {
    var accepted = returns.get(command.returnId().toString());
    if (accepted != null) {
      var named = new HashSet<>(command.lines());
      if (accepted.equals(named) && named.size() == command.lines().size()) {
        return List.of();
      }
      throw DomainRejection.ofRequest("idempotency-key-reused", status.name(), "The key was used for another return");
    }
    if (status != Status.SHIPPED && status != Status.CLOSED) {
      throw rejection("return-what-was-shipped", "Nothing has been delivered yet");
    }
    var distinct = command.lines().stream().map(ReturnRequest::sku).distinct().count();
    if (command.lines().isEmpty() || distinct != command.lines().size()) {
      throw DomainRejection.ofRequest("return-names-each-line-once", status.name(), "Name each returned SKU exactly once");
    }
    var lines = command.lines().stream().map(this::returned).toList();
    var refund = lines.stream().map(ReturnedLine::refund).reduce((a, b) -> a.plus(b));
    return List.of(new OrderLinesReturned(id(), command.returnId(), lines, refund.orElseThrow()));
  }

  private ReturnedLine returned(ReturnRequest request) {
    Sku sku = request.sku();
    var line =
        placed.lines().stream()
            .filter(candidate -> candidate.sku().equals(sku))
            .findFirst()
            .orElseThrow(() -> DomainRejection.ofRequest("return-what-was-ordered", status.name(), sku + " was not ordered"));
    if (returns.values().stream().flatMap(Set::stream).anyMatch(was -> was.sku().equals(sku))) {
      throw rejection("return-a-line-once", sku + " was already returned");
    }
    if (request.quantity() < 1 || request.quantity() > line.quantity()) {
      throw DomainRejection.ofRequest(
          "return-no-more-than-ordered", status.name(), "1 to " + line.quantity() + " of " + sku + " can return");
    }
    return new ReturnedLine(
        sku,
        request.quantity(),
        request.disposition(),
        line.unitPrice().multipliedBy(request.quantity()));
  }

  /** Shipped while a cancellation was pending, and the customer has not been told so yet. */
  private boolean cancellationLost() {
    return status == Status.SHIPPED && before == Status.CANCELLING;
  }

  private OrderId id() {
    return placed.orderId();
  }

  private Order at(Status next) {
    return new Order(placed, addresses, next, status, returns);
  }

  private Order with(Addresses others) {
    return new Order(placed, others, status, before, returns);
  }

  private Map<String, Set<ReturnRequest>> withReturn(OrderLinesReturned e) {
    var lines =
        e.lines().stream()
            .map(line -> new ReturnRequest(line.sku(), line.quantity(), line.disposition()))
            .collect(Collectors.toUnmodifiableSet());
    var more = new HashMap<>(returns);
    more.put(e.returnId().toString(), lines);
    return more;
  }

  private DomainRejection rejection(String rule, String message) {
    return DomainRejection.ofState(rule, status.name(), message);
  }
}
