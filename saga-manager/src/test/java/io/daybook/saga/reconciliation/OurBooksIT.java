package io.daybook.saga.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.order.OrderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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
  void a_payment_of_which_money_may_be_held_is_looked_up_however_old(OurPayment.State state) {
    payment(1, state, BEFORE);
    assertThat(books.unmetPayments(SPAN, "")).hasSize(1);
    assertThat(books.unmetPayments(SPAN, id(1))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTHORIZING", "DECLINED", "CAPTURED", "VOIDED"})
  void a_payment_of_which_nothing_is_held_is_looked_up_when_it_has_changed(OurPayment.State state) {
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

  private void payment(int n, OurPayment.State state, Instant changed) {
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
