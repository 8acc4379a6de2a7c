package io.daybook.saga.fulfilment;

import io.daybook.schema.catalog.Sku;
import io.daybook.schema.inventory.ReleaseStock;
import io.daybook.schema.inventory.StockReleased;
import io.daybook.schema.inventory.StockReserved;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.CancelOrder;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.OrderCancellationRequested;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderLine;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.order.PaymentToken;
import io.daybook.schema.payment.PaymentAuthorized;
import io.daybook.schema.payment.PaymentCaptured;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.payment.PaymentRefunded;
import io.daybook.schema.payment.PaymentVoided;
import io.daybook.schema.payment.RefundId;
import io.daybook.schema.payment.RefundPayment;
import io.daybook.schema.payment.VoidPayment;
import io.daybook.schema.shipping.CancelCarrierBooking;
import io.daybook.schema.shipping.CancelPicking;
import io.daybook.schema.shipping.CarrierBooked;
import io.daybook.schema.shipping.CarrierBookingCancelled;
import io.daybook.schema.shipping.PickingCancelled;
import io.daybook.schema.shipping.PickingStarted;
import io.daybook.schema.shipping.ShipmentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** One order of two lines, its fulfilment and what that sent, event by event. */
abstract class OneOrderForTests {
  static final OrderId ORDER = new OrderId(new UUID(1, 2));
  static final PaymentId PAYMENT = new PaymentId(ORDER);
  static final ShipmentId SHIPMENT = new ShipmentId(ORDER);
  static final Sku TEA = new Sku("TEA");
  static final Sku MUG = new Sku("MUG");
  static final Money TOTAL = Money.parse("GBP 25.00");
  static final OrderPlaced PLACED =
      new OrderPlaced(
          ORDER,
          new CustomerId("ada"),
          List.of(
              new OrderLine(TEA, 2, Money.parse("GBP 6.50")),
              new OrderLine(MUG, 1, Money.parse("GBP 12.00"))),
          TOTAL,
          new Address("Ada", "Street", "London", "SW1", "GB"),
          new PaymentToken("tok_visa"),
          Instant.EPOCH);
  static final OrderRelated CANCEL = new OrderCancellationRequested(ORDER, "changed my mind");

  /** The way of an order that nothing happens to. */
  static final List<OrderRelated> FORWARD =
      List.of(
          new PaymentAuthorized(PAYMENT, ORDER, TOTAL, "pi_1"),
          new StockReserved(TEA, ORDER, 2),
          new StockReserved(MUG, ORDER, 1),
          new CarrierBooked(SHIPMENT, ORDER, "b1", "T1"),
          new PaymentCaptured(PAYMENT, ORDER, TOTAL),
          new OrderConfirmed(ORDER),
          new PickingStarted(SHIPMENT, ORDER));

  Fulfilment fulfilment = Fulfilment.start(PLACED).next();
  final List<Object> sent = new ArrayList<>();
  final List<Progress> places = new ArrayList<>();

  void happens(OrderRelated event) {
    apply(fulfilment.on(event));
  }

  void apply(Decision decision) {
    fulfilment = decision.next();
    places.add(fulfilment.progress());
    sent.addAll(decision.commands());
  }

  /** Answers every compensation that was sent, until none is left. */
  void answerAll() {
    for (int i = 0; i < sent.size(); i++) {
      var answer = compensated(sent.get(i));
      if (answer != null) {
        happens(answer);
      }
    }
  }

  /** What follows when a compensation is done; null for what is none. */
  static @Nullable OrderRelated compensated(Object command) {
    return switch (command) {
      case CancelPicking _ -> new PickingCancelled(SHIPMENT, ORDER);
      case RefundPayment refund ->
          new PaymentRefunded(PAYMENT, ORDER, new RefundId("cancellation"), refund.amount());
      case CancelCarrierBooking _ -> new CarrierBookingCancelled(SHIPMENT, ORDER);
      case ReleaseStock release -> new StockReleased(release.stockItemId().sku(), ORDER, 1);
      case VoidPayment _ -> new PaymentVoided(PAYMENT, ORDER);
      case CancelOrder cancel -> new OrderCancelled(ORDER, cancel.cause(), cancel.reason());
      default -> null;
    };
  }

  List<Class<?>> types() {
    return sent.stream().<Class<?>>map(Object::getClass).toList();
  }
}
