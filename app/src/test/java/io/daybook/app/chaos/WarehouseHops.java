package io.daybook.app.chaos;

import java.sql.Timestamp;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How long each hop of a parcel takes, from the time stamps of both sides, which have one clock
 * here; and how long the steps of the saga beside it.
 */
record WarehouseHops(JdbcTemplate daybook, JdbcTemplate warehouse) {
  private static final String[] EVENTS = {
    "OrderPlaced",
    "PaymentCaptured",
    "OrderConfirmed",
    "PickingStarted",
    "ShipmentDispatched",
    "OrderShipped"
  };

  /** Prints the median and the 99th of a hundred of each hop. */
  void print() {
    var times = new HashMap<String, Map<String, Long>>();
    for (var event : EVENTS) {
      read(
          daybook,
          times,
          event,
          "select payload ->> 'orderId', recorded_at from event_log.domain_event"
              + " where payload_type like '%."
              + event
              + "'");
    }
    read(
        warehouse,
        times,
        "heard there",
        """
        select p.order_id, i.taken_at from warehouse.pick_list p join warehouse.inbox i on i.event_id = p.asked_by
        """);
    read(
        warehouse,
        times,
        "left there",
        "select order_id, dispatched_at from warehouse.pick_list where dispatched_at is not null");
    read(
        warehouse,
        times,
        "answer sent",
        "select subject, sent_at from warehouse.answer where topic = 'warehouse.parcel-dispatched'");
    read(
        warehouse,
        times,
        "confirmed there",
        "select order_id, settled_at from warehouse.pick_list where state = 'CONFIRMED'");
    read(
        daybook,
        times,
        "mail sent",
        "select order_id, min(done_at) from outside.call where port = 'MAIL' and done_at is not null group by 1");
    var hops = new LinkedHashMap<String, String[]>();
    hops.put("saga: money taken to confirmed", new String[] {"PaymentCaptured", "OrderConfirmed"});
    hops.put(
        "saga: confirmed to picking started", new String[] {"OrderConfirmed", "PickingStarted"});
    hops.put("mail: confirmed to handed over", new String[] {"OrderConfirmed", "mail sent"});
    hops.put("relay and Kafka: to heard there", new String[] {"PickingStarted", "heard there"});
    hops.put("picked, label asked for", new String[] {"heard there", "left there"});
    hops.put("answer sent", new String[] {"left there", "answer sent"});
    hops.put(
        "Kafka and inbox: to dispatched here", new String[] {"answer sent", "ShipmentDispatched"});
    hops.put(
        "relay and Kafka: to confirmed there",
        new String[] {"ShipmentDispatched", "confirmed there"});
    hops.put("saga: dispatched to shipped", new String[] {"ShipmentDispatched", "OrderShipped"});
    hops.put(
        "choreographed: picking to dispatched",
        new String[] {"PickingStarted", "ShipmentDispatched"});
    hops.put("whole order", new String[] {"OrderPlaced", "OrderShipped"});
    hops.forEach((name, ends) -> print(name, times.get(ends[0]), times.get(ends[1])));
  }

  private static void print(String name, Map<String, Long> from, Map<String, Long> to) {
    var took =
        from.entrySet().stream()
            .filter(one -> to.containsKey(one.getKey()))
            .mapToLong(one -> to.get(one.getKey()) - one.getValue())
            .sorted()
            .toArray();
    System.out.printf(
        "hop: %-40s n=%d p50=%d ms p99=%d ms%n", name, took.length, at(took, 50), at(took, 99));
  }

  private static long at(long[] sorted, int percent) {
    return sorted.length == 0 ? -1 : sorted[(sorted.length - 1) * percent / 100];
  }

  private static void read(
      JdbcTemplate jdbc, Map<String, Map<String, Long>> times, String name, String sql) {
    var read = new HashMap<String, Long>();
    jdbc.query(
        sql,
        row -> {
          Timestamp at = row.getTimestamp(2);
          read.put(row.getString(1), at.getTime());
        });
    times.put(name, read);
  }
}
