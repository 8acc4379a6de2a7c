package io.daybook.command.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.schema.DomainRejection;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.shipping.BookCarrier;
import io.daybook.schema.shipping.CancelCarrierBooking;
import io.daybook.schema.shipping.CancelPicking;
import io.daybook.schema.shipping.CarrierBookingRequested;
import io.daybook.schema.shipping.ConfirmDelivery;
import io.daybook.schema.shipping.DispatchShipment;
import io.daybook.schema.shipping.PickingCancellationRefused;
import io.daybook.schema.shipping.RecordCarrierBooked;
import io.daybook.schema.shipping.RecordCarrierBookingCancelled;
import io.daybook.schema.shipping.ShipmentEvent;
import io.daybook.schema.shipping.ShipmentId;
import io.daybook.schema.shipping.StartPicking;
import io.daybook.schema.status.ShipmentStatus;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ShipmentTest {
  private static final OrderId ORDER = new OrderId(new UUID(1, 1));
  private static final ShipmentId ID = new ShipmentId(ORDER);

  private Shipment shipment =
      Shipment.opened(
          (CarrierBookingRequested)
              Shipment.open(
                      new BookCarrier(ID, ORDER, new Address("A", "s", "c", "p", "GB"), List.of()))
                  .getFirst());

  @Test
  void only_a_parcel_being_picked_can_leave_and_only_one_that_left_can_arrive() {
    assertThatThrownBy(() -> shipment.decide(new DispatchShipment(ID)))
        .isInstanceOf(DomainRejection.class);
    picking();
    assertThatThrownBy(() -> shipment.decide(new ConfirmDelivery(ID)))
        .isInstanceOf(DomainRejection.class);
    happen(shipment.decide(new DispatchShipment(ID)));
    assertThat(shipment.decide(new DispatchShipment(ID))).isEmpty();
    happen(shipment.decide(new ConfirmDelivery(ID)));
    assertThat(shipment.decide(new ConfirmDelivery(ID))).isEmpty();
  }

  @Test
  void whoever_comes_first_wins_the_race_of_cancelling_and_dispatching() {
    picking();
    var picked = shipment;
    happen(shipment.decide(new CancelPicking(ID)));
    assertThatThrownBy(() -> shipment.decide(new DispatchShipment(ID)))
        .isInstanceOf(DomainRejection.class);
    shipment = picked;
    happen(shipment.decide(new DispatchShipment(ID)));
    assertThat(shipment.decide(new CancelPicking(ID)))
        .singleElement()
        .isInstanceOf(PickingCancellationRefused.class);
  }

  @Test
  void a_booking_that_is_answered_after_it_was_given_up_stays_given_up() {
    happen(shipment.decide(new CancelCarrierBooking(ID)));
    assertThat(shipment.decide(new RecordCarrierBooked(ID, "b", "T"))).isEmpty();
    happen(shipment.decide(new RecordCarrierBookingCancelled(ID)));
    assertThat(shipment.status()).isEqualTo(ShipmentStatus.BOOKING_CANCELLED);
    assertThat(shipment.decide(new CancelCarrierBooking(ID))).isEmpty();
  }

  @Test
  void a_shipment_that_cannot_be_cannot_be_made() {
    for (var making :
        List.<ThrowingCallable>of(
            () -> new Shipment(ID, ORDER, ShipmentStatus.PICKING, null, Bookings.FIRST),
            () -> new Bookings(1, 0, Set.of(), Set.of()),
            () -> new Bookings(0, 1, Set.of(2), Set.of()),
            () -> new Bookings(1, 1, Set.of(), Set.of(1)))) {
      assertThatThrownBy(making)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("It must hold that ");
    }
  }

  private void picking() {
    happen(shipment.decide(new RecordCarrierBooked(ID, "b", "T")));
    happen(shipment.decide(new StartPicking(ID)));
  }

  private void happen(List<ShipmentEvent> events) {
    for (var event : events) {
      shipment = shipment.evolve(event);
    }
  }
}
