package io.daybook.saga.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.Command;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentId;
import io.daybook.schema.fulfilment.FulfilmentParked;
import io.daybook.schema.fulfilment.FulfilmentResumed;
import io.daybook.schema.inventory.CommitStock;
import io.daybook.schema.inventory.StockReserved;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.CloseOrder;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.MarkShipped;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderLine;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.order.PaymentToken;
import io.daybook.schema.payment.PaymentAuthorized;
import io.daybook.schema.payment.PaymentCaptured;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.shipping.CarrierBooked;
import io.daybook.schema.shipping.PickingStarted;
import io.daybook.schema.shipping.ShipmentDelivered;
import io.daybook.schema.shipping.ShipmentDispatched;
import io.daybook.schema.shipping.ShipmentId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** The parcel has left: what an operator resumes is put into the books again. */
class FulfilmentAfterDispatchTest {
  private static final OrderId ORDER = new OrderId(UUID.randomUUID());
  private static final PaymentId PAYMENT = new PaymentId(ORDER);
  private static final ShipmentId SHIPMENT = new ShipmentId(ORDER);
  private static final FulfilmentId ID = new FulfilmentId(ORDER);
  private static final Sku TEA = new Sku("TEA");
  private static final Money TOTAL = Money.parse("GBP 4.00");
  private static final OrderPlaced PLACED =
      new OrderPlaced(
          ORDER,
          new CustomerId("ada"),
          List.of(new OrderLine(TEA, 1, TOTAL)),
          TOTAL,
          new Address("Ada", "Street", "London", "SW1", "GB"),
          new PaymentToken("tok_visa"),
          Instant.EPOCH);
  private static final List<OrderRelated> UNTIL_DISPATCH =
      List.of(
          new PaymentAuthorized(PAYMENT, ORDER, TOTAL, "pi_1"),
          new StockReserved(TEA, ORDER, 1),
          new CarrierBooked(SHIPMENT, ORDER, "b1", "T1"),
          new PaymentCaptured(PAYMENT, ORDER, TOTAL),
          new OrderConfirmed(ORDER),
          new PickingStarted(SHIPMENT, ORDER),
          new ShipmentDispatched(SHIPMENT, ORDER, "T1"));

  private Fulfilment fulfilment = Fulfilment.start(PLACED).next();

  @Test
  void resumed_the_goods_leave_the_books_and_the_order_is_shipped() {
    UNTIL_DISPATCH.forEach(this::happens);
    assertThat(resumed())
        .hasExactlyElementsOfTypes(CommitStock.class, MarkShipped.class)
        .contains(new MarkShipped(ORDER, "T1"));
  }

  @Test
  void resumed_after_the_delivery_the_order_is_closed_as_well() {
    UNTIL_DISPATCH.forEach(this::happens);
    happens(new ShipmentDelivered(SHIPMENT, ORDER));
    assertThat(resumed())
        .hasExactlyElementsOfTypes(CommitStock.class, MarkShipped.class, CloseOrder.class);
  }

  private List<Command> resumed() {
    happens(new FulfilmentParked(ID, ORDER, FulfilmentAction.SHIP_ORDER, "refused", 1));
    return fulfilment.on(new FulfilmentResumed(ID, ORDER, FulfilmentAction.SHIP_ORDER)).commands();
  }

  private void happens(OrderRelated event) {
    fulfilment = fulfilment.on(event).next();
  }
}
