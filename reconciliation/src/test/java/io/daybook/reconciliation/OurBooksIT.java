package io.daybook.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.outside.shipping.CarrierCalls;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.shipping.CarrierBooked;
import io.daybook.schema.shipping.CarrierBookingCancellationRequested;
import io.daybook.schema.shipping.CarrierBookingCancelled;
import io.daybook.schema.shipping.CarrierBookingRequested;
import io.daybook.schema.shipping.CarrierRebooked;
import io.daybook.schema.shipping.CarrierRebookingRefused;
import io.daybook.schema.shipping.CarrierRebookingRequested;
import io.daybook.schema.shipping.FormerBookingCancellationRequested;
import io.daybook.schema.shipping.FormerBookingCancelled;
import io.daybook.schema.shipping.ShipmentId;
import io.daybook.schema.status.PaymentStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which of our entries a run reads. */
class OurBooksIT {
  private static final Instant SINCE = Instant.parse("2026-11-17T03:00:00Z");
  private static final Instant BEFORE = SINCE.minusSeconds(1);
  private static final Span SPAN = new Span("run", SINCE, SINCE.plusSeconds(9), SINCE);

  private final LedgerForTests ledger = new LedgerForTests();
  private final OurBooks books = new OurBooks(ledger.dataSource, ledger.tables);

  @Test
  void a_reservation_is_read_when_it_changed_or_its_order_did_and_once_when_both_did() {
    order(1, SINCE);
    reservation(1, "OLD", BEFORE);
    reservation(1, "NEW", SINCE);
    order(2, BEFORE);
    reservation(2, "OLD", BEFORE);
    reservation(2, "NEW", SINCE);
    reservation(3, "NO-ORDER", SINCE);
    reservation(4, "NO-ORDER", BEFORE);
    assertThat(books.reservations(SPAN, "", ""))
        .extracting(OurReservation::subject)
        .containsExactly(id(1) + "/NEW", id(1) + "/OLD", id(2) + "/NEW", id(3) + "/NO-ORDER");
    assertThat(books.reservations(SPAN, id(1), "OLD")).hasSize(2);
    assertThat(books.reservations(SPAN, id(1), "NEW").getFirst().changedAt()).isEqualTo(SINCE);
  }

  @Test
  void all_pages_of_reservations_are_all_reservations() {
    for (int n = 0; n < 700; n++) {
      order(n, n % 2 == 0 ? SINCE : BEFORE);
      reservation(n, "TEA", n % 3 == 0 ? SINCE : BEFORE);
    }
    var seen = new ArrayList<OurReservation>();
    var page = books.reservations(SPAN, "", "");
    while (!page.isEmpty()) {
      seen.addAll(page);
      page = books.reservations(SPAN, page.getLast().orderId().toString(), "TEA");
    }
    assertThat(seen).doesNotHaveDuplicates().hasSize(467); // of six, those without 1 and 5
  }

  @Test
  void reservations_of_long_ago_are_not_scanned_for_those_of_today() {
    ledger.jdbc.update(
        """
        insert into reconciliation.order_state
        select 'order-' || gen_random_uuid(), 'SHIPPED', ?::timestamptz - n * interval '1 minute'
          from generate_series(1, 20000) n
        """,
        OurBooks.at(BEFORE));
    ledger.jdbc.update(
        """
        insert into reconciliation.reservation (order_id, sku, ordered, held, changed_at)
        select order_id, 'TEA', 1, 0, changed_at from reconciliation.order_state
        """);
    ledger.jdbc.execute("analyze reconciliation.order_state, reconciliation.reservation");
    var plan = String.join("\n", explained());
    assertThat(plan)
        .contains("reservation_changed_at", "order_state_changed_at")
        .doesNotContain("Seq Scan");
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTHORIZED", "CAPTURING", "CAPTURE_FAILED", "VOIDING"})
  void a_payment_of_which_money_may_be_held_is_looked_up_however_old(PaymentStatus state) {
    payment(1, state, BEFORE);
    assertThat(books.unmetPayments(SPAN, "")).hasSize(1);
    assertThat(books.unmetPayments(SPAN, id(1))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTHORIZING", "DECLINED", "CAPTURED", "VOIDED"})
  void a_payment_of_which_nothing_is_held_is_looked_up_when_it_has_changed(PaymentStatus state) {
    payment(1, state, BEFORE);
    payment(2, state, SINCE);
    assertThat(books.unmetPayments(SPAN, ""))
        .extracting(payment -> payment.orderId().toString())
        .containsExactly(id(2));
  }

  private List<String> explained() {
    var at = OurBooks.at(SINCE);
    return ledger.jdbc.queryForList(
        "explain " + OurBooks.CHANGED_RESERVATIONS, String.class, at, "", "", at, "", "", 500);
  }

  @Test
  void every_booking_of_an_order_is_an_entry_and_is_read_once() {
    for (int n = 0; n < 300; n++) {
      booking(n, 0);
      booking(n, 1);
    }
    var met =
        "insert into reconciliation.met values ('run', 'SHIPMENTS', '%s'), ('run', 'SHIPMENTS', '%s')";
    ledger.jdbc.update(met.formatted(bookingId(7, 0), bookingId(8, 1)));
    var seen = new ArrayList<String>();
    var page = books.unmetShipments(SPAN, "");
    while (!page.isEmpty()) {
      page.forEach(one -> seen.add(one.subject()));
      page = books.unmetShipments(SPAN, page.getLast().key());
    }
    assertThat(seen)
        .doesNotHaveDuplicates()
        .hasSize(598)
        .contains(bookingId(7, 1), bookingId(8, 0))
        .doesNotContain(bookingId(7, 0), bookingId(8, 1));
  }

  /** What was asked for, confirmed, replaced and cancelled, as the log tells it. */
  @Test
  void the_ledger_has_a_row_for_each_booking_of_an_order() {
    var order = new OrderId(new UUID(9, 9));
    var id = new ShipmentId(order);
    var to = new Address("A", "s", "c", "p", "GB");
    var postings = new Postings();
    List.of(
            new CarrierBookingRequested(id, order, to, List.of()),
            new CarrierBooked(id, order, "b0", "T0"),
            new CarrierRebookingRequested(id, order, 1, to, List.of()),
            new CarrierRebookingRequested(id, order, 2, to, List.of()),
            new CarrierRebooked(id, order, 1, "b1", "T1"),
            new FormerBookingCancellationRequested(id, order, 0),
            new FormerBookingCancelled(id, order, 0),
            new CarrierRebookingRefused(id, order, 2, "too far"))
        .forEach(event -> postings.post(event, SINCE));
    ledger.tables.post(-1, 8, postings);
    assertThat(states(id))
        .containsExactly(
            OurShipment.State.CANCELLED, OurShipment.State.BOOKED, OurShipment.State.REFUSED);
    var undone = new Postings();
    List.of(
            new CarrierBookingCancellationRequested(id, order, 1, "b1"),
            new CarrierBookingCancelled(id, order))
        .forEach(event -> undone.post(event, SINCE));
    ledger.tables.post(8, 10, undone);
    assertThat(states(id)).containsOnly(OurShipment.State.CANCELLED);
  }

  private List<OurShipment.State> states(ShipmentId id) {
    return IntStream.range(0, 3)
        .mapToObj(n -> CarrierCalls.bookingKey(id, n).toString())
        .map(booking -> books.shipments(List.of(booking)).getFirst().state())
        .toList();
  }

  private void booking(int n, int booking) {
    ledger.jdbc.update(
        "insert into reconciliation.shipment (order_id, state, booking_id, changed_at) values (?, 'BOOKED', ?, ?)",
        id(n),
        bookingId(n, booking),
        OurBooks.at(SINCE));
  }

  private static String bookingId(int n, int booking) {
    return new UUID(n, booking).toString();
  }

  private void order(int n, Instant changed) {
    ledger.jdbc.update(
        "insert into reconciliation.order_state values (?, 'CONFIRMED', ?)",
        id(n),
        OurBooks.at(changed));
  }

  private void reservation(int n, String sku, Instant changed) {
    ledger.jdbc.update(
        "insert into reconciliation.reservation values (?, ?, 1, 1, ?, null)",
        id(n),
        sku,
        OurBooks.at(changed));
  }

  private void payment(int n, PaymentStatus state, Instant changed) {
    ledger.jdbc.update(
        "insert into reconciliation.payment values (?, ?, ?, 'GBP', 3, 0, 0, ?)",
        id(n),
        state.name(),
        "pi_" + n,
        OurBooks.at(changed));
  }

  private static String id(int n) {
    return new OrderId(new UUID(0, n)).toString();
  }
}
