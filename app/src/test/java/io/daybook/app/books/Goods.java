package io.daybook.app.books;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Compares what the log says of stock with what became of the orders. */
public final class Goods {
  private final JdbcTemplate jdbc;
  private final Books books;

  Goods(JdbcTemplate jdbc, Books books) {
    this.jdbc = jdbc;
    this.books = books;
  }

  /** No SKU is promised beyond what there is, and what is reserved is being picked. */
  public void stockAgrees() {
    jdbc.query(
        """
        with movement as (
          select stream,
                 sum(case when payload_type ~ '\\.StockReceived$' then (payload ->> 'quantity')::int
                          when payload_type ~ '\\.GoodsRestocked$' then (payload ->> 'quantity')::int
                          when payload_type ~ '\\.StockCommitted$' then -(payload ->> 'quantity')::int else 0 end) on_hand,
                 sum(case when payload_type ~ '\\.StockReserved$' then (payload ->> 'quantity')::int
                          when payload_type ~ '\\.(StockReleased|StockCommitted)$' then -(payload ->> 'quantity')::int
                          else 0 end) reserved
            from event_log.domain_event where stream like 'stock-%' group by 1),
        wanted as (
          select 'stock-' || l.sku as stream, sum(l.quantity) as units
            from order_history_v2.order_line l join order_history_v2.order_summary o using (order_id)
           where o.status = 'PICKING' group by 1)
        select m.stream, on_hand, reserved, coalesce(units, 0)
          from movement m left join wanted w using (stream)
        """,
        row -> {
          var stream = row.getString(1);
          books.check(row.getLong(2) >= row.getLong(3), stream + ": promised more than there is");
          books.check(
              row.getLong(3) == row.getLong(4),
              stream + ": " + row.getLong(3) + " reserved for " + row.getLong(4) + " being picked");
        });
  }

  /** Order by order: what is being picked is reserved, and nothing else is. */
  public void reservationsAgree() {
    jdbc.query(
        """
        with held as (
          select payload ->> 'orderId' as order_id, stream,
                 sum(case when payload_type ~ '\\.StockReserved$' then 1 else -1 end * (payload ->> 'quantity')::int) as units
            from event_log.domain_event where payload_type ~ '\\.(StockReserved|StockReleased|StockCommitted)$'
           group by 1, 2)
        select h.order_id, h.stream, h.units, o.status
          from held h join order_history_v2.order_summary o using (order_id)
         where (h.units <> 0) <> (o.status = 'PICKING')
        """,
        row -> {
          var order = row.getString(1);
          books.check(
              false,
              order
                  + " is "
                  + row.getString(4)
                  + " and holds "
                  + row.getString(3)
                  + " of "
                  + row.getString(2)
                  + ": "
                  + story(order));
        });
  }

  private List<String> story(String order) {
    return jdbc.queryForList(
        "select position || ' ' || type from order_history_v2.timeline where order_id = ? order by position",
        String.class,
        order);
  }

  /** What left and did not come back is gone from the shelf, and nothing else. */
  public void shelvesAgree() {
    jdbc.query(
        """
        with shelf as (
          select payload ->> 'sku' as sku,
                 sum(case when payload_type ~ '\\.StockCommitted$' then (payload ->> 'quantity')::int
                          else -(payload ->> 'quantity')::int end) as gone
            from event_log.domain_event where payload_type ~ '\\.(StockCommitted|GoodsRestocked)$' group by 1),
        restocked as (
          select line ->> 'sku' as sku, sum((line ->> 'quantity')::int) as units
            from event_log.domain_event, json_array_elements(payload -> 'lines') as line
           where payload_type like '%.OrderLinesReturned' and line ->> 'disposition' = 'RESTOCK' group by 1),
        shipped as (
          select l.sku, sum(l.quantity) as units
            from order_history_v2.order_line l join order_history_v2.order_summary o using (order_id)
           where o.status not in ('PICKING', 'CANCELLED') group by 1)
        select s.sku, s.gone, sh.units - coalesce(r.units, 0)
          from shelf s full join shipped sh using (sku) left join restocked r using (sku)
        """,
        row -> {
          books.check(
              row.getLong(2) == row.getLong(3),
              row.getString(1) + ": " + row.getLong(2) + " gone instead of " + row.getLong(3));
        });
  }
}
