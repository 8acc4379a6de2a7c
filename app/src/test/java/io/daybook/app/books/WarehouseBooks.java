package io.daybook.app.books;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Compares what Daybook's log says with what the warehouse has in its own database: parcel by
 * parcel, paper by paper, and unit by unit. Everything is counted from the rows of both sides.
 */
public final class WarehouseBooks {
  private final JdbcTemplate daybook;
  private final JdbcTemplate warehouse;

  /** What one side has and the other has not. */
  public final List<String> lost = new ArrayList<>();

  /** What happened more than once, and units that are not where they should be. */
  public final List<String> doubled = new ArrayList<>();

  /** What came before something that had happened earlier under the same key. */
  public final List<String> outOfOrder = new ArrayList<>();

  public WarehouseBooks(JdbcTemplate daybook, JdbcTemplate warehouse) {
    this.daybook = daybook;
    this.warehouse = warehouse;
  }

  /** Pick lists of the warehouse by state. */
  public Map<String, Long> picks() {
    var states = new TreeMap<String, Long>();
    warehouse.query(
        "select state, count(*) from warehouse.pick_list group by 1",
        row -> {
          states.put(row.getString(1), row.getLong(2));
        });
    return states;
  }

  /** What has not come to its end yet; nothing of it is wrong. */
  public long underWay() {
    return count(
            warehouse,
            """
            select (select count(*) from warehouse.pick_list where state in ('OPEN', 'DISPATCHED'))
                 + (select count(*) from warehouse.answer where sent_at is null)
                 + (select count(*) from warehouse.receipt where confirmed_at is null)
            """)
        + Math.abs(
            count(
                    daybook,
                    "select count(*) from event_log.domain_event where " + is("PickingStarted"))
                - count(
                    warehouse,
                    "select count(*) from warehouse.pick_list p where exists"
                        + " (select 1 from warehouse.pick_line l where l.shipment_id = p.shipment_id)"));
  }

  public void compare() {
    parcels();
    pickLists();
    receipts();
    shelves();
    order();
  }

  /** Every parcel that left there has left here, once; and the other way round. */
  private void parcels() {
    var here = new HashMap<String, Integer>();
    daybook.query(
        "select stream from event_log.domain_event where " + is("ShipmentDispatched"),
        row -> {
          here.merge(row.getString(1), 1, Integer::sum);
        });
    var there = new HashSet<>(shipments("state in ('DISPATCHED', 'CONFIRMED')"));
    differences("parcel", here.keySet(), there);
    here.forEach(
        (shipment, times) -> {
          if (times > 1) {
            doubled.add(shipment + " was dispatched " + times + " times");
          }
        });
    for (var shipment : shipments("state = 'CALLED_BACK'")) {
      if (here.containsKey(shipment)) {
        lost.add(shipment + " came back there and is dispatched here");
      }
    }
  }

  /** What the saga had picked stands on a list there, line by line. */
  private void pickLists() {
    var here = new HashSet<String>();
    daybook.query(
        """
        select p.stream, i ->> 'sku', i ->> 'quantity'
          from event_log.domain_event p
          join event_log.domain_event b on b.stream = p.stream and b.payload_type like '%.CarrierBookingRequested',
               json_array_elements(b.payload -> 'items') as i
         where p.payload_type like '%.PickingStarted'
        """,
        row -> {
          here.add(row.getString(1) + " " + row.getString(2) + " " + row.getString(3));
        });
    var there = new HashSet<String>();
    warehouse.query(
        "select shipment_id, sku, quantity from warehouse.pick_line",
        row -> {
          there.add(row.getString(1) + " " + row.getString(2) + " " + row.getString(3));
        });
    differences("line of a pick list", here, there);
  }

  private void receipts() {
    var here = new HashMap<String, Integer>();
    daybook.query(
        "select payload ->> 'sku', payload ->> 'receiptId', payload ->> 'quantity'"
            + " from event_log.domain_event where "
            + is("StockReceived"),
        row -> {
          here.merge(
              row.getString(1) + " " + row.getString(2) + " " + row.getString(3), 1, Integer::sum);
        });
    var there = new HashSet<String>();
    warehouse.query(
        "select sku, receipt_id, quantity from warehouse.receipt",
        row -> {
          there.add(row.getString(1) + " " + row.getString(2) + " " + row.getString(3));
        });
    differences("receipt", here.keySet(), there);
    here.forEach(
        (receipt, times) -> {
          if (times > 1) {
            doubled.add(receipt + " was booked " + times + " times");
          }
        });
  }

  /** To the unit, by three counts: our log, their shelves, and their papers less their parcels. */
  private void shelves() {
    var here =
        units(
            daybook,
            """
            select payload ->> 'sku',
                   sum(case when payload_type like '%.StockCommitted' then -1 else 1 end
                       * (payload ->> 'quantity')::bigint)
              from event_log.domain_event
             where payload_type ~ '\\.(StockReceived|StockCommitted|GoodsRestocked)$' group by 1
            """);
    var there = units(warehouse, "select sku, on_hand from warehouse.shelf");
    var papers =
        units(
            warehouse,
            """
            select r.sku, sum(r.quantity) - coalesce((
                     select sum(l.quantity) from warehouse.pick_line l join warehouse.pick_list p using (shipment_id)
                      where l.sku = r.sku and p.state in ('DISPATCHED', 'CONFIRMED')), 0)
              from warehouse.receipt r group by 1
            """);
    for (var sku : union(here.keySet(), there.keySet())) {
      var units = List.of(of(here, sku), of(there, sku), of(papers, sku));
      if (new HashSet<>(units).size() > 1) {
        doubled.add(sku + ": here, on their shelf and by their papers there are " + units);
      }
    }
  }

  /**
   * In what each side took in: positions of a subject grow there, and numbers of a SKU grow here.
   */
  private void order() {
    warehouse.query(
        """
        select topic, subject, position, before from (
          select topic, subject, position, lag(position) over (partition by topic, subject order by number) as before
            from warehouse.inbox where trouble is null) seen
         where position < before
        """,
        row -> {
          outOfOrder.add(
              "%s of %s: %d after %d"
                  .formatted(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)));
        });
    var numbers = new HashMap<String, Long>();
    warehouse.query(
        "select data ->> 'sku', data ->> 'receiptId', number from warehouse.answer"
            + " where topic = 'warehouse.goods-received'",
        row -> {
          numbers.put(row.getString(1) + " " + row.getString(2), row.getLong(3));
        });
    var last = new HashMap<String, Long>();
    daybook.query(
        "select payload ->> 'sku', payload ->> 'receiptId' from event_log.domain_event where "
            + is("StockReceived")
            + " order by position",
        row -> {
          var sku = row.getString(1);
          var number = numbers.getOrDefault(sku + " " + row.getString(2), 0L);
          var before = last.put(sku, number);
          if (before != null && number <= before) {
            outOfOrder.add("receipts of " + sku + ": " + number + " after " + before);
          }
        });
  }

  /** How many events the warehouse has taken in. */
  public long heard() {
    return count(warehouse, "select count(*) from warehouse.inbox");
  }

  /** How many messages of the warehouse Daybook has noted. */
  public long answered() {
    return count(daybook, "select count(*) from relay.heard");
  }

  private void differences(String what, Set<String> here, Set<String> there) {
    for (var one : union(here, there)) {
      if (!here.contains(one)) {
        lost.add(what + " " + one + " is not here");
      }
      if (!there.contains(one)) {
        lost.add(what + " " + one + " is not there");
      }
    }
  }

  private List<String> shipments(String where) {
    return warehouse.queryForList(
        "select shipment_id from warehouse.pick_list where " + where, String.class);
  }

  private static String is(String type) {
    return "payload_type like '%." + type + "'";
  }

  private static long of(Map<String, Long> units, String sku) {
    return units.getOrDefault(sku, 0L);
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    var all = new HashSet<>(some);
    all.addAll(others);
    return all;
  }

  private static Map<String, Long> units(JdbcTemplate jdbc, String sql) {
    var units = new TreeMap<String, Long>();
    jdbc.query(
        sql,
        row -> {
          units.put(row.getString(1), row.getLong(2));
        });
    return units;
  }

  private static long count(JdbcTemplate jdbc, String sql) {
    var count = jdbc.queryForObject(sql, Long.class);
    return count == null ? -1 : count;
  }
}
