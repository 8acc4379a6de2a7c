package io.daybook.reconciliation;

import static io.daybook.reconciliation.OurShipment.State.ASKED_FOR;
import static io.daybook.reconciliation.OurShipment.State.BOOKED;
import static io.daybook.reconciliation.OurShipment.State.CANCELLED;
import static io.daybook.reconciliation.OurShipment.State.CANCELLING;
import static io.daybook.reconciliation.OurShipment.State.REFUSED;
import static io.daybook.schema.reconciliation.DiscrepancyKind.BOOKED_ONLY_AT_CARRIER;
import static io.daybook.schema.reconciliation.DiscrepancyKind.BOOKED_ONLY_IN_OUR_BOOKS;
import static io.daybook.schema.reconciliation.DiscrepancyKind.SHIPMENT_MISSING_AT_CARRIER;
import static io.daybook.schema.reconciliation.DiscrepancyKind.SHIPMENT_UNKNOWN_TO_US;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.outside.shipping.Carrier.Entry;
import io.daybook.schema.order.OrderId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OurShipmentTest {
  private static final OrderId ORDER = new OrderId(new UUID(1, 1));
  private static final Entry COMES = new Entry("b-1", true, Instant.EPOCH);
  private static final Entry STAYS = new Entry("b-1", false, Instant.EPOCH);

  @Test
  void books_that_say_the_same_do_not_differ() {
    assertThat(OurShipment.compare(ours(BOOKED), COMES)).isEmpty();
    for (var state : new OurShipment.State[] {ASKED_FOR, REFUSED, CANCELLED}) {
      assertThat(OurShipment.compare(ours(state), STAYS)).isEmpty();
      assertThat(OurShipment.compare(ours(state), null)).isEmpty();
    }
    assertThat(OurShipment.compare(null, null)).isEmpty();
  }

  @Test
  void while_a_booking_is_being_cancelled_both_answers_are_right() {
    assertThat(OurShipment.compare(ours(CANCELLING), COMES)).isEmpty();
    assertThat(OurShipment.compare(ours(CANCELLING), STAYS)).isEmpty();
  }

  @Test
  void a_booking_that_the_carrier_does_not_know_is_missing() {
    assertThat(OurShipment.compare(ours(BOOKED), null))
        .containsExactly(
            new Difference(SHIPMENT_MISSING_AT_CARRIER, "b-1", ORDER, "booked", "nothing"));
  }

  @Test
  void what_is_booked_on_one_side_alone_differs() {
    assertThat(OurShipment.compare(ours(BOOKED), STAYS))
        .containsExactly(
            new Difference(BOOKED_ONLY_IN_OUR_BOOKS, "b-1", ORDER, "booked", "cancelled"));
    assertThat(OurShipment.compare(ours(CANCELLED), COMES))
        .containsExactly(
            new Difference(BOOKED_ONLY_AT_CARRIER, "b-1", ORDER, "cancelled", "booked"));
    assertThat(OurShipment.compare(ours(ASKED_FOR), COMES).getFirst().ours())
        .isEqualTo("asked for");
    assertThat(OurShipment.compare(ours(REFUSED), COMES)).hasSize(1);
  }

  @Test
  void a_booking_that_nobody_of_ours_asked_for_is_unknown_until_it_is_cancelled() {
    assertThat(OurShipment.compare(null, COMES))
        .containsExactly(new Difference(SHIPMENT_UNKNOWN_TO_US, "b-1", null, "nothing", "booked"));
    assertThat(OurShipment.compare(null, STAYS)).isEmpty();
  }

  private static OurShipment ours(OurShipment.State state) {
    return new OurShipment(ORDER, "b-1", state, Instant.EPOCH);
  }
}
