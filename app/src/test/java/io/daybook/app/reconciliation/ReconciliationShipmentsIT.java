package io.daybook.app.reconciliation;

import io.daybook.sandbox.Faults.Kind;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.shipping.RecordCarrierBooked;
import io.daybook.schema.shipping.ShipmentId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;

/**
 * What differs between our shipments and the carrier's bookings is found, and settled when mended.
 */
@DirtiesContext
class ReconciliationShipmentsIT extends ReconciliationForTests {

  @Test
  void a_booking_that_the_carrier_has_cancelled_is_found() {
    var order = picking(product("A-", "3.00", 5));
    var booking = bookingOf(order);
    carrier("DELETE", booking);
    assertFound(reconcile(), booking, "RAISED", "BOOKED_ONLY_IN_OUR_BOOKS", order);
    cancel(order);
    awaitCancelled(order);
    assertFound(reconcile(), booking, "SETTLED", "BOOKED_ONLY_IN_OUR_BOOKS", order);
  }

  @Test
  void a_carrier_that_comes_for_a_cancelled_order_is_found() {
    var order = picking(product("A-", "3.00", 5));
    fail("carrier.cancel", null, Kind.ERROR);
    cancel(order);
    awaitParked(order, "CANCEL_BOOKING");
    everythingWorksAgain();
    skip(order, "CANCEL_BOOKING");
    awaitCancelled(order);
    awaitDone(order);
    assertFound(reconcile(), bookingOf(order), "RAISED", "BOOKED_ONLY_AT_CARRIER", order);
    carrier("DELETE", bookingOf(order));
    assertFound(reconcile(), bookingOf(order), "SETTLED", "BOOKED_ONLY_AT_CARRIER", order);
  }

  @Test
  void a_booking_that_nobody_of_ours_asked_for_is_found() {
    var stray = UUID.randomUUID().toString();
    carrier("PUT", stray);
    assertFound(reconcile(), stray, "RAISED", "SHIPMENT_UNKNOWN_TO_US", "none");
    carrier("DELETE", stray);
    assertFound(reconcile(), stray, "SETTLED", "SHIPMENT_UNKNOWN_TO_US", "none");
  }

  @Test
  void a_booking_that_the_carrier_does_not_know_is_found() {
    var sku = product("A-", "3.00", 5);
    fail("carrier.book", sku, Kind.ERROR);
    var order = place(token, Map.of(sku, 1));
    awaitParked(order, "BOOK_CARRIER");
    commands.sendAndWait(
        new RecordCarrierBooked(new ShipmentId(OrderId.parse(order)), "booking-gone", "DB1"));
    awaitStatus(order, "PICKING");
    awaitQuiet(order);
    var booking = bookingOf(order);
    assertFound(reconcile(), booking, "RAISED", "SHIPMENT_MISSING_AT_CARRIER", order);
    everythingWorksAgain();
    carrier("PUT", booking); // by hand: the fulfilment has gone on, and unparked it
    assertFound(reconcile(), booking, "SETTLED", "SHIPMENT_MISSING_AT_CARRIER", order);
  }
}
