package io.daybook.reconciliation;

import io.daybook.schema.order.OrderId;
import io.daybook.schema.status.PaymentStatus;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads the ledger. */
@Component
class OurBooks {
  private static final int PAGE = 500;

  /** Each half has an index; the later of the two dates has none. */
  static final String CHANGED_RESERVATIONS =
      """
      select r.order_id, r.sku, r.ordered, r.held, o.state, greatest(r.changed_at, o.changed_at) as changed_at
        from (select order_id, sku from reconciliation.reservation
               where changed_at >= ? and (order_id, sku) > (?, ?)
              union
              select r.order_id, r.sku
                from reconciliation.order_state o join reconciliation.reservation r using (order_id)
               where o.changed_at >= ? and (r.order_id, r.sku) > (?, ?)
               order by order_id, sku limit ?) key
        join reconciliation.reservation r using (order_id, sku)
        left join reconciliation.order_state o using (order_id)
       order by order_id, sku
      """;

  private static final String REFUNDS =
      """
      select r.order_id, r.refund_id, r.currency, r.returned, r.refunded, o.state,
             greatest(r.changed_at, p.changed_at) as changed_at
        from reconciliation.refund r
        left join reconciliation.payment p using (order_id)
        left join reconciliation.order_state o using (order_id)
      """;

  static final String CHANGED_REFUNDS =
      REFUNDS
          + """
             where (r.order_id, r.refund_id) in (
                   select order_id, refund_id from reconciliation.refund
                    where changed_at >= ? and (order_id, refund_id) > (?, ?)
                   union
                   select order_id, refund_id from reconciliation.refund
                    where returned <> refunded and (order_id, refund_id) > (?, ?)
                    order by order_id, refund_id limit ?)
             order by r.order_id, r.refund_id
            """;

  private final JdbcTemplate jdbc;

  OurBooks(DataSource dataSource, LedgerTables migrated) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** Payments by any of these references of the provider, or of any of these orders. */
  List<OurPayment> payments(Collection<String> references, Collection<String> orders) {
    return jdbc.query(
        """
        select * from reconciliation.payment where reference = any(?)
        union select * from reconciliation.payment where order_id = any(?)
        """,
        OurBooks::payment,
        references.toArray(String[]::new),
        orders.toArray(String[]::new));
  }

  /**
   * Payments that changed in the span, and, however old, those of which money is or may be held: a
   * hold expires while nothing changes here.
   */
  List<OurPayment> unmetPayments(Span span, String afterOrder) {
    return jdbc.query(
        """
        select * from reconciliation.payment p
         where (changed_at >= ? or state in ('AUTHORIZED', 'CAPTURING', 'CAPTURE_FAILED', 'VOIDING'))
           and order_id > ? and reference is not null
           and not exists (select 1 from reconciliation.met m
                            where m.run_id = ? and m.book = 'PAYMENTS' and m.order_id = p.order_id)
         order by order_id limit ?
        """,
        OurBooks::payment,
        at(span.since()),
        afterOrder,
        span.runId(),
        PAGE);
  }

  List<OurShipment> shipments(Collection<String> bookings) {
    return jdbc.query(
        "select * from reconciliation.shipment where booking_id = any(?)",
        OurBooks::shipment,
        (Object) bookings.toArray(String[]::new));
  }

  List<OurShipment> unmetShipments(Span span, String afterBooking) {
    return jdbc.query(
        """
        select * from reconciliation.shipment s
         where changed_at >= ? and booking_id > ?
           and not exists (select 1 from reconciliation.met m
                            where m.run_id = ? and m.book = 'SHIPMENTS' and m.order_id = s.booking_id)
         order by booking_id limit ?
        """,
        OurBooks::shipment,
        at(span.since()),
        afterBooking,
        span.runId(),
        PAGE);
  }

  /** Reservations that changed in the span, or whose order did, after one of them. */
  List<OurReservation> reservations(Span span, String afterOrder, String afterSku) {
    return jdbc.query(
        CHANGED_RESERVATIONS,
        OurBooks::reservation,
        at(span.since()),
        afterOrder,
        afterSku,
        at(span.since()),
        afterOrder,
        afterSku,
        PAGE);
  }

  Optional<OurReservation> reservation(String subject) {
    return jdbc
        .query(
            """
            select r.order_id, r.sku, r.ordered, r.held, o.state, greatest(r.changed_at, o.changed_at) as changed_at
              from reconciliation.reservation r left join reconciliation.order_state o using (order_id)
             where r.order_id = split_part(?, '/', 1) and r.sku = substr(?, strpos(?, '/') + 1)
            """,
            OurBooks::reservation,
            subject,
            subject,
            subject)
        .stream()
        .findFirst();
  }

  /**
   * What came back and what was paid back, where either changed in the span, after one of them; and
   * where they are not the same, however old.
   */
  List<OurRefund> refunds(Span span, String afterOrder, String afterRefund) {
    return jdbc.query(
        CHANGED_REFUNDS,
        OurBooks::refund,
        at(span.since()),
        afterOrder,
        afterRefund,
        afterOrder,
        afterRefund,
        PAGE);
  }

  Optional<OurRefund> refund(String subject) {
    return jdbc
        .query(
            REFUNDS
                + " where r.order_id = split_part(?, '/', 1) and r.refund_id = split_part(?, '/', 2)",
            OurBooks::refund,
            subject,
            subject)
        .stream()
        .findFirst();
  }

  private static OurRefund refund(ResultSet row, int number) throws SQLException {
    var currency = CurrencyUnit.of(row.getString("currency"));
    var state = row.getString("state");
    return new OurRefund(
        OrderId.parse(row.getString("order_id")),
        row.getString("refund_id"),
        state == null ? null : OurReservation.State.valueOf(state),
        money(row, "returned", currency),
        money(row, "refunded", currency),
        instant(row));
  }

  private static OurPayment payment(ResultSet row, int number) throws SQLException {
    var currency = CurrencyUnit.of(row.getString("currency"));
    return new OurPayment(
        OrderId.parse(row.getString("order_id")),
        row.getString("reference"),
        PaymentStatus.valueOf(row.getString("state")),
        money(row, "amount", currency),
        money(row, "captured", currency),
        money(row, "refunded", currency),
        instant(row));
  }

  private static Money money(ResultSet row, String column, CurrencyUnit currency)
      throws SQLException {
    return Money.of(currency, row.getBigDecimal(column), RoundingMode.UNNECESSARY);
  }

  private static OurShipment shipment(ResultSet row, int number) throws SQLException {
    return new OurShipment(
        OrderId.parse(row.getString("order_id")),
        row.getString("booking_id"),
        OurShipment.State.valueOf(row.getString("state")),
        instant(row));
  }

  private static OurReservation reservation(ResultSet row, int number) throws SQLException {
    var state = row.getString("state");
    return new OurReservation(
        OrderId.parse(row.getString("order_id")),
        row.getString("sku"),
        row.getInt("ordered"),
        row.getInt("held"),
        state == null ? null : OurReservation.State.valueOf(state),
        instant(row));
  }

  private static Instant instant(ResultSet row) throws SQLException {
    return row.getObject("changed_at", OffsetDateTime.class).toInstant();
  }

  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
