package io.daybook.saga.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.order.Address;
import io.daybook.schema.order.ConfirmDeliveryAddress;
import io.daybook.schema.order.DeliveryAddressChangeRequested;
import io.daybook.schema.order.RefuseDeliveryAddress;
import io.daybook.schema.payment.PaymentDeclined;
import io.daybook.schema.shipping.BookCarrier;
import io.daybook.schema.shipping.CarrierRebooked;
import io.daybook.schema.shipping.CarrierRebookingRefused;
import io.daybook.schema.shipping.RebookCarrier;
import io.daybook.schema.shipping.ShipmentDispatched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where the parcel goes: at once while nobody was asked to carry it, later as the shipment says.
 */
class FulfilmentAddressTest extends OneOrderTest {
  private static final Address ELSEWHERE = new Address("Ada", "Lane", "Bath", "BA1", "GB");
  private static final DeliveryAddressChangeRequested WISH =
      new DeliveryAddressChangeRequested(ORDER, 1, ELSEWHERE);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void before_a_carrier_is_asked_the_wish_is_true_at_once(int steps) {
    FORWARD.subList(0, steps).forEach(this::happens);
    sent.clear();
    happens(WISH);
    assertThat(sent).containsExactly(new ConfirmDeliveryAddress(ORDER, 1));
    FORWARD.subList(steps, FORWARD.size()).forEach(this::happens);
    assertThat(sent)
        .anyMatch(
            one -> one instanceof BookCarrier book && book.deliveryAddress().equals(ELSEWHERE));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6, 7})
  void afterwards_the_shipment_decides_and_the_order_is_told(int steps) {
    FORWARD.subList(0, steps).forEach(this::happens);
    sent.clear();
    happens(WISH);
    assertThat(types()).containsExactly(RebookCarrier.class);
    sent.clear();
    happens(new CarrierRebooked(SHIPMENT, ORDER, 1, "b2", "T2"));
    assertThat(sent).containsExactly(new ConfirmDeliveryAddress(ORDER, 1));
    sent.clear();
    happens(new CarrierRebookingRefused(SHIPMENT, ORDER, 2, "too far"));
    assertThat(sent).containsExactly(new RefuseDeliveryAddress(ORDER, 2, "too far"));
  }

  @Test
  void an_order_that_is_being_undone_goes_nowhere_else() {
    FORWARD.subList(0, 4).forEach(this::happens);
    happens(CANCEL);
    sent.clear();
    happens(WISH);
    assertThat(types()).containsExactly(RefuseDeliveryAddress.class);
    fulfilment = Fulfilment.start(PLACED).next();
    happens(new PaymentDeclined(PAYMENT, ORDER, "no"));
    sent.clear();
    happens(WISH);
    assertThat(types()).containsExactly(RefuseDeliveryAddress.class);
  }

  @Test
  void after_dispatch_the_shipment_says_no() {
    FORWARD.forEach(this::happens);
    happens(new ShipmentDispatched(SHIPMENT, ORDER, "T1"));
    sent.clear();
    happens(WISH);
    assertThat(types()).containsExactly(RebookCarrier.class);
  }
}
