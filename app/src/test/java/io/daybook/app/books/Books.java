package io.daybook.app.books;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Compares what the log says with what the outside says. */
public final class Books {
  private final JdbcTemplate jdbc;

  /** What is wrong, in words. */
  public final List<String> violations = new ArrayList<>();

  public Books(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** How the orders ended, by status. */
  public Map<String, Long> statuses() {
    var statuses = new TreeMap<String, Long>();
    jdbc.query(
        "select status, count(*) from order_history_v2.order_summary group by 1",
        row -> {
          statuses.put(row.getString(1), row.getLong(2));
        });
    return statuses;
  }

  public void everyAcknowledgedOrderHasEnded(Iterable<String> orders) {
    var statuses = new HashMap<String, String>();
    jdbc.query(
        "select order_id, status from order_history_v2.order_summary",
        row -> {
          statuses.put(row.getString(1), row.getString(2));
        });
    for (var order : orders) {
      var status = statuses.get(order);
      check(
          status != null
              && List.of(
                      "PICKING", "CANCELLED", "SHIPPED", "DELIVERED", "PARTLY_RETURNED", "RETURNED")
                  .contains(status),
          order + " is " + status);
    }
  }

  /** In the smallest unit, by order: what the log says was captured and not paid back. */
  private Map<String, Long> keptByLog() {
    var kept = new HashMap<String, Long>();
    jdbc.query(
        """
        select payload ->> 'orderId',
               sum(case when payload_type like '%.PaymentCaptured' then 1 else -1 end
                   * (payload -> 'amount' ->> 'amount')::numeric)
          from event_log.domain_event
         where payload_type ~ '\\.(PaymentCaptured|PaymentRefunded)$'
         group by 1
        """,
        row -> {
          kept.put(row.getString(1), pence(row.getBigDecimal(2)));
        });
    return kept;
  }

  public void moneyAgrees(List<JsonNode> intents) {
    var byProvider = new HashMap<String, Long>();
    var held = new HashMap<String, Long>();
    var captures = new HashMap<String, Integer>();
    for (var intent : intents) {
      var order =
          intent.path("metadata").path("payment_id").asString().replace("payment-", "order-");
      var received = intent.path("amount_received").asLong();
      byProvider.merge(
          order, received - intent.path("amount_refunded_in_sandbox").asLong(), Long::sum);
      held.merge(order, intent.path("amount_capturable").asLong(), Long::sum);
      captures.merge(order, received > 0 ? 1 : 0, Integer::sum);
    }
    var byLog = keptByLog();
    jdbc.query(
        """
        select order_id, status,
               total - coalesce((select sum(l.returned * l.unit_price) from order_history_v2.order_line l
                                  where l.order_id = o.order_id), 0)
          from order_history_v2.order_summary o
        """,
        row -> {
          var order = row.getString(1);
          var cancelled = row.getString(2).equals("CANCELLED");
          var due = cancelled ? 0 : pence(row.getBigDecimal(3));
          check(byLog.getOrDefault(order, 0L) == due, order + ": the log kept " + byLog.get(order));
          check(
              byProvider.getOrDefault(order, 0L) == due,
              order + ": the provider kept " + byProvider.get(order) + " instead of " + due);
          check(held.getOrDefault(order, 0L) == 0, order + ": money is still held");
          check(captures.getOrDefault(order, 0) <= 1, order + ": charged twice");
        });
  }

  /** The same for what lies on shelves. */
  public Goods goods() {
    return new Goods(jdbc, this);
  }

  public void shipmentsAgree(List<JsonNode> bookings) {
    var booked = new HashMap<String, String>();
    bookings.forEach(
        one -> booked.put(one.path("reference").asString(), one.path("status").asString()));
    jdbc.query(
        """
        select o.order_id, o.status, (select e.payload ->> 'bookingReference' from event_log.domain_event e
                 where e.stream = replace(o.order_id, 'order-', 'shipment-')
                   and e.payload_type ~ '\\.Carrier(Booked|Rebooked)$' order by e.version desc limit 1)
          from order_history_v2.order_summary o
        """,
        row -> {
          var reference = row.getString(3);
          if (!row.getString(2).equals("CANCELLED")) {
            check("booked".equals(booked.remove(reference)), row.getString(1) + ": no carrier");
          }
        });
    booked.forEach(
        (reference, status) -> check(status.equals("cancelled"), reference + " comes for nothing"));
  }

  /**
   * The van goes where the order says.
   *
   * @param streetOf what an order says; in the log it is sealed
   */
  public void addressesAgree(List<JsonNode> bookings, UnaryOperator<String> streetOf) {
    var streets = new HashMap<String, String>();
    bookings.forEach(
        one ->
            streets.put(
                one.path("reference").asString(),
                one.path("request").path("address").path("street").asString()));
    jdbc.query(
        """
        select o.order_id,
               (select e.payload ->> 'bookingReference' from event_log.domain_event e
                 where e.stream = replace(o.order_id, 'order-', 'shipment-')
                   and e.payload_type ~ '\\.Carrier(Booked|Rebooked)$' order by e.version desc limit 1)
          from order_history_v2.order_summary o where o.status <> 'CANCELLED'
        """,
        row -> {
          var street = streets.get(row.getString(2));
          var said = streetOf.apply(row.getString(1));
          check(
              said.equals(street),
              row.getString(1) + ": the order says " + said + ", the carrier " + street);
        });
  }

  public void nothingIsSetAside() {
    jdbc.query(
        "select projection, count(*) from dead_letter.letter group by 1",
        row -> {
          check(false, row.getString(1) + " has set aside " + row.getLong(2) + " events");
        });
  }

  public void reconciliationFindsNothing(JsonNode report) {
    check(report.path("outcome").asString().equals("COMPLETE"), "reconciliation: " + report);
    for (var book : report.path("books")) {
      check(book.path("differing").asLong() == 0, "reconciliation: " + report);
      check(book.path("compared").asLong() > 0, "nothing was reconciled: " + report);
    }
  }

  public void mailsAreUnique(List<JsonNode> mails) {
    var seen = new HashMap<String, Integer>();
    mails.forEach(mail -> seen.merge(mail.path("messageId").asString(), 1, Integer::sum));
    seen.forEach((id, times) -> check(times == 1, "mail " + id + " came " + times + " times"));
  }

  void check(boolean holds, String otherwise) {
    if (!holds) {
      violations.add(otherwise);
    }
  }

  private static long pence(BigDecimal amount) {
    return amount.movePointRight(2).longValueExact();
  }
}
