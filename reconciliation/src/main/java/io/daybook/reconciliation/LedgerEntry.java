package io.daybook.reconciliation;

/**
 * The statements that post to the ledger, those first that open an entry: later ones of the same
 * batch change it. Their parameters have names, because many are of like types.
 */
enum LedgerEntry {
  OPEN_ORDER(
      """
      insert into reconciliation.order_state (order_id, state, changed_at) values (:order, :state, :at)
      on conflict do nothing
      """),
  OPEN_PAYMENT(
      """
      insert into reconciliation.payment (order_id, state, currency, amount, changed_at)
      values (:order, :state, :currency, :amount, :at)
      on conflict do nothing
      """),
  OPEN_SHIPMENT(
      """
      insert into reconciliation.shipment (order_id, state, booking_id, changed_at) values (:order, :state, :booking, :at)
      on conflict do nothing
      """),
  ORDER_LINE(
      """
      insert into reconciliation.reservation as r (order_id, sku, ordered, unit_price, changed_at)
      values (:order, :sku, :units, :unitPrice, :at)
      on conflict (order_id, sku) do update
         set ordered = excluded.ordered, unit_price = excluded.unit_price,
             changed_at = greatest(r.changed_at, excluded.changed_at)
      """),
  CHANGE_ORDER(
      "update reconciliation.order_state set state = :state, changed_at = :at where order_id = :order"),
  /** It comes too late only because the parcel has left, which may be in the log already. */
  REJECT_CANCELLATION(
      """
      update reconciliation.order_state
         set state = case state when 'CANCELLING' then 'CONFIRMED' else state end, changed_at = :at
       where order_id = :order
      """),
  CHANGE_PAYMENT(
      """
      update reconciliation.payment
         set state = coalesce(:state::text, state), reference = coalesce(:reference::text, reference),
             captured = captured + :captured, refunded = refunded + :refunded, changed_at = :at
       where order_id = :order
      """),
  CHANGE_BOOKING(
      "update reconciliation.shipment set state = :state, changed_at = :at where booking_id = :booking"),
  /** All bookings of it, after what was said of each. */
  CHANGE_SHIPMENT(
      """
      update reconciliation.shipment set state = coalesce(:state::text, state), changed_at = :at where order_id = :order
      """),
  RESERVE(
      """
      insert into reconciliation.reservation as r (order_id, sku, held, changed_at) values (:order, :sku, :units, :at)
      on conflict (order_id, sku) do update
         set held = r.held + excluded.held, changed_at = greatest(r.changed_at, excluded.changed_at)
      """),
  /** What came back is worth what was ordered, whatever the return itself says. */
  RETURN_LINE(
      """
      insert into reconciliation.refund as r (order_id, refund_id, currency, returned, changed_at)
      select :order, :refund, :currency, :units * coalesce(max(unit_price), 0), :at
        from reconciliation.reservation where order_id = :order and sku = :sku
      on conflict (order_id, refund_id) do update
         set returned = r.returned + excluded.returned,
             changed_at = greatest(r.changed_at, excluded.changed_at)
      """),
  /** All that was taken has to go back. */
  CANCELLATION(
      """
      insert into reconciliation.refund as r (order_id, refund_id, currency, returned, changed_at)
      select p.order_id, :refund, p.currency, p.captured, :at
        from reconciliation.payment p join reconciliation.order_state o using (order_id)
       where p.order_id = :order and o.state = 'CANCELLED' and p.captured > 0
      on conflict (order_id, refund_id) do update
         set returned = excluded.returned, changed_at = greatest(r.changed_at, excluded.changed_at)
      """),
  REFUND(
      """
      insert into reconciliation.refund as r (order_id, refund_id, currency, refunded, changed_at)
      values (:order, :refund, :currency, :refunded, :at)
      on conflict (order_id, refund_id) do update
         set refunded = excluded.refunded, changed_at = greatest(r.changed_at, excluded.changed_at)
      """),
  DISCREPANCY(
      """
      insert into reconciliation.discrepancy as d
             (id, kind, subject, order_id, ours, theirs, first_seen, raised_at, settled_at)
      values (:id, :kind, :subject, :order::text, :ours::text, :theirs::text, :at, :at, :settledAt::timestamptz)
      on conflict (id) do update
         set order_id = excluded.order_id,
             ours = coalesce(excluded.ours, d.ours), theirs = coalesce(excluded.theirs, d.theirs),
             first_seen = case when d.settled_at is null then d.first_seen else excluded.first_seen end,
             raised_at = case when excluded.settled_at is null then excluded.raised_at else d.raised_at end,
             settled_at = excluded.settled_at
      """);

  private final String sql;

  LedgerEntry(String sql) {
    this.sql = sql;
  }

  String sql() {
    return sql;
  }
}
