package io.daybook.command.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.order.Address;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.shipping.BookCarrier;
import io.daybook.schema.shipping.CancelCarrierBooking;
import io.daybook.schema.shipping.CancelPicking;
import io.daybook.schema.shipping.CarrierBookingCancellationRequested;
import io.daybook.schema.shipping.CarrierBookingRequested;
import io.daybook.schema.shipping.CarrierRebooked;
import io.daybook.schema.shipping.CarrierRebookingRefused;
import io.daybook.schema.shipping.CarrierRebookingRequested;
import io.daybook.schema.shipping.DispatchShipment;
import io.daybook.schema.shipping.FormerBookingCancellationRequested;
import io.daybook.schema.shipping.FormerBookingCancelled;
import io.daybook.schema.shipping.PickingCancelled;
import io.daybook.schema.shipping.RebookCarrier;
import io.daybook.schema.shipping.RecordCarrierBooked;
import io.daybook.schema.shipping.RecordCarrierBookingRefused;
import io.daybook.schema.shipping.RecordCarrierRebooked;
import io.daybook.schema.shipping.RecordCarrierRebookingRefused;
import io.daybook.schema.shipping.RecordFormerBookingCancelled;
import io.daybook.schema.shipping.ShipmentDispatched;
import io.daybook.schema.shipping.ShipmentEvent;
import io.daybook.schema.shipping.ShipmentId;
import io.daybook.schema.shipping.StartPicking;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A new address is a new booking; until dispatch one booking counts, and others are cancelled. */
class RebookingTest {
  private static final OrderId ORDER = new OrderId(new UUID(1, 1));
  private static final ShipmentId ID = new ShipmentId(ORDER);
  private static final Address TO = new Address("A", "s", "c", "p", "GB");

  private Shipment shipment =
      Shipment.opened(
          (CarrierBookingRequested)
              Shipment.open(new BookCarrier(ID, ORDER, TO, List.of())).getFirst());

  @Test
  void the_old_booking_stands_until_the_new_one_is_confirmed() {
    happen(shipment.decide(new RecordCarrierBooked(ID, "b0", "T0")));
    happen(rebook(1));
    assertThat(shipment.carriage().trackingNumber()).isEqualTo("T0");
    assertThat(rebook(1)).isEmpty();
    var confirmed = decide(new RecordCarrierRebooked(ID, 1, "b1", "T1"));
    assertThat(confirmed)
        .containsExactly(
            new CarrierRebooked(ID, ORDER, 1, "b1", "T1"),
            new FormerBookingCancellationRequested(ID, ORDER, 0));
    happen(confirmed);
    assertThat(decide(new RecordCarrierRebooked(ID, 1, "b1", "T1"))).isEmpty();
    happen(decide(new RecordFormerBookingCancelled(ID, 0)));
    assertThat(decide(new RecordFormerBookingCancelled(ID, 0))).isEmpty();
    assertThat(shipment.decide(new CancelCarrierBooking(ID)))
        .containsExactly(new CarrierBookingCancellationRequested(ID, ORDER, 1, "b1"));
  }

  @Test
  void a_carrier_that_will_not_leaves_everything_as_it_is() {
    happen(shipment.decide(new RecordCarrierBooked(ID, "b0", "T0")));
    happen(rebook(1));
    var refused = decide(new RecordCarrierRebookingRefused(ID, 1, "too far", false));
    assertThat(refused).containsExactly(new CarrierRebookingRefused(ID, ORDER, 1, "too far"));
    happen(refused);
    assertThat(shipment.bookings().counting()).isZero();
    assertThat(rebook(2)).singleElement().isInstanceOf(CarrierRebookingRequested.class);
  }

  @Test
  void a_booking_that_is_given_up_unknown_is_cancelled_in_case_it_was_made() {
    happen(shipment.decide(new RecordCarrierBooked(ID, "b0", "T0")));
    happen(rebook(1));
    assertThat(decide(new RecordCarrierRebookingRefused(ID, 1, "skipped", true)))
        .containsExactly(
            new CarrierRebookingRefused(ID, ORDER, 1, "skipped"),
            new FormerBookingCancellationRequested(ID, ORDER, 1));
  }

  @Test
  void two_wishes_one_after_another_are_booked_in_their_order() {
    happen(rebook(1)); // before the first booking is answered
    happen(rebook(2));
    happen(shipment.decide(new RecordCarrierBooked(ID, "b0", "T0")));
    happen(decide(new RecordCarrierRebooked(ID, 1, "b1", "T1")));
    happen(decide(new RecordCarrierRebooked(ID, 2, "b2", "T2")));
    assertThat(shipment.carriage().trackingNumber()).isEqualTo("T2");
    assertThat(shipment.bookings().former()).containsExactlyInAnyOrder(0, 1);
    happen(decide(new RecordFormerBookingCancelled(ID, 0)));
    assertThat(decide(new RecordFormerBookingCancelled(ID, 1)))
        .singleElement()
        .isInstanceOf(FormerBookingCancelled.class);
  }

  @Test
  void dispatch_wins_over_a_wish_without_an_answer() {
    picking();
    happen(rebook(1));
    var left = shipment.decide(new DispatchShipment(ID));
    assertThat(left)
        .containsExactly(
            new CarrierRebookingRefused(ID, ORDER, 1, "the parcel has left"),
            new FormerBookingCancellationRequested(ID, ORDER, 1),
            new ShipmentDispatched(ID, ORDER, "T0"));
    happen(left);
    assertThat(decide(new RecordCarrierRebooked(ID, 1, "b1", "T1"))).isEmpty();
    assertThat(rebook(2))
        .containsExactly(new CarrierRebookingRefused(ID, ORDER, 2, "the parcel has left"));
  }

  @Test
  void cancelling_cancels_what_has_no_answer_as_well() {
    happen(rebook(1));
    assertThat(shipment.decide(new CancelCarrierBooking(ID)))
        .containsExactly(
            new CarrierRebookingRefused(ID, ORDER, 1, "the order is being undone"),
            new FormerBookingCancellationRequested(ID, ORDER, 1),
            new CarrierBookingCancellationRequested(ID, ORDER, 0, ""));
    happen(shipment.decide(new RecordCarrierBookingRefused(ID, "no")));
    assertThat(shipment.bookings().asked()).isEmpty();
    assertThat(shipment.bookings().former()).containsExactly(1);
    assertThat(rebook(2)).hasOnlyElementsOfType(CarrierRebookingRefused.class);
  }

  @Test
  void picking_is_stopped_also_before_it_started_and_then_never_starts() {
    happen(shipment.decide(new RecordCarrierBooked(ID, "b0", "T0")));
    var stopped = shipment.decide(new CancelPicking(ID));
    assertThat(stopped).containsExactly(new PickingCancelled(ID, ORDER));
    happen(stopped);
    assertThat(shipment.decide(new StartPicking(ID))).isEmpty();
    assertThat(rebook(1)).hasOnlyElementsOfType(CarrierRebookingRefused.class);
  }

  private void picking() {
    happen(shipment.decide(new RecordCarrierBooked(ID, "b0", "T0")));
    happen(shipment.decide(new StartPicking(ID)));
  }

  private List<ShipmentEvent> rebook(int booking) {
    return shipment.decide(new RebookCarrier(ID, booking, TO, List.of()));
  }

  private List<ShipmentEvent> decide(RecordCarrierRebooked command) {
    return shipment.bookings().decide(shipment, command);
  }

  private List<ShipmentEvent> decide(RecordCarrierRebookingRefused command) {
    return shipment.bookings().decide(shipment, command);
  }

  private List<ShipmentEvent> decide(RecordFormerBookingCancelled command) {
    return shipment.bookings().decide(shipment, command);
  }

  private void happen(List<ShipmentEvent> events) {
    for (var event : events) {
      shipment = shipment.evolve(event);
    }
  }
}
