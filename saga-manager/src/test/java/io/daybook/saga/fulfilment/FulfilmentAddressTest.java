package io.daybook.saga.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.order.Address;
import io.daybook.schema.order.ConfirmDeliveryAddress;
import io.daybook.schema.order.DeliveryAddressChangeRequested;
import io.daybook.schema.order.DeliveryAddressChanged;
import io.daybook.schema.order.RefuseDeliveryAddress;
import io.daybook.schema.payment.PaymentDeclined;
import io.daybook.schema.shipping.BookCarrier;
import io.daybook.schema.shipping.CarrierRebooked;
import io.daybook.schema.shipping.CarrierRebookingRefused;
import io.daybook.schema.shipping.RebookCarrier;
import io.daybook.schema.shipping.ShipmentDelivered;
import io.daybook.schema.shipping.ShipmentDispatched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where the parcel goes: at once while nobody was asked to carry it, later as the shipment says.
 */
class FulfilmentAddressTest extends OneOrderForTests {
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

  @Test
  void the_answer_to_a_wish_does_not_take_back_a_later_one() {
    var further = new Address("Ada", "Road", "York", "YO1", "GB");
    FORWARD.subList(0, 2).forEach(this::happens);
    happens(WISH);
    happens(new DeliveryAddressChangeRequested(ORDER, 2, further));
    happens(new DeliveryAddressChanged(ORDER, 1, ELSEWHERE));
    happens(FORWARD.get(2));
    assertThat(((BookCarrier) sent.getLast()).deliveryAddress()).isEqualTo(further);
  }

  @Test
  void a_change_of_0_1_0_was_no_wish_and_counts() {
    happens(new DeliveryAddressChanged(ORDER, 0, ELSEWHERE));
    FORWARD.subList(0, 3).forEach(this::happens);
    assertThat(((BookCarrier) sent.getLast()).deliveryAddress()).isEqualTo(ELSEWHERE);
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

  @Test
  void after_delivery_nobody_is_asked_whose_answer_would_come_after_the_end() {
    FORWARD.forEach(this::happens);
    happens(new ShipmentDispatched(SHIPMENT, ORDER, "T1"));
    happens(new ShipmentDelivered(SHIPMENT, ORDER));
    sent.clear();
    happens(WISH);
    assertThat(types()).containsExactly(RefuseDeliveryAddress.class);
  }
}
