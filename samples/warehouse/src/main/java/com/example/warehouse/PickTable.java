package com.example.warehouse;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pick lists. Every change says from which states it is one, so that none happens twice. */
record PickTable(JdbcClient jdbc) {

  /** A parcel to be picked. */
  record Pick(String shipmentId, String orderId, String askedBy, String correlation) {}

  /** Opens a list, unless its order was cancelled before. */
  void open(Pick pick, Map<String, Integer> lines) {
    var opened =
        jdbc.sql(
                """
                insert into pick_list (shipment_id, order_id, state, asked_by, correlation)
                values (?, ?, 'OPEN', ?, ?) on conflict do nothing
                """)
            .params(pick.shipmentId(), pick.orderId(), pick.askedBy(), pick.correlation())
            .update();
    if (opened == 1) {
      lines.forEach(
          (sku, quantity) ->
              jdbc.sql("insert into pick_line (shipment_id, sku, quantity) values (?, ?, ?)")
                  .params(pick.shipmentId(), sku, quantity)
                  .update());
    }
  }

  /** Lists that are open and due, oldest first. */
  List<Pick> due(int most) {
    return jdbc.sql(
            """
            select shipment_id, order_id, asked_by, correlation from pick_list
             where state = 'OPEN' and look_after <= now() order by look_after limit ?
            """)
        .param(most)
        .query(Pick.class)
        .list();
  }

  void later(Pick pick, Duration pause) {
    jdbc.sql(
            """
            update pick_list set look_after = now() + ? * interval '1 millisecond'
             where shipment_id = ?
            """)
        .params(pause.toMillis(), pick.shipmentId())
        .update();
  }

  /** Whether the parcel leaves now; false when its list is not open any more. */
  boolean dispatch(String shipmentId) {
    return jdbc.sql(
                """
                update pick_list set state = 'DISPATCHED', dispatched_at = clock_timestamp()
                 where shipment_id = ? and state = 'OPEN'
                """)
            .param(shipmentId)
            .update()
        == 1;
  }

  /** Moves a list to where it stays; the state that it was in, if it moves. */
  Optional<String> settle(String shipmentId) {
    return move(shipmentId, "CONFIRMED", "CONFIRMED");
  }

  /** The same for a parcel that must not leave, or must come back. */
  Optional<String> cancel(String shipmentId, String orderId, String askedBy) {
    jdbc.sql(
            """
            insert into pick_list (shipment_id, order_id, state, asked_by, correlation, settled_at)
            values (?, ?, 'CANCELLED', ?, '', now()) on conflict do nothing
            """)
        .params(shipmentId, orderId, askedBy)
        .update();
    return move(shipmentId, "CANCELLED", "CALLED_BACK");
  }

  private Optional<String> move(String shipmentId, String ifOpen, String ifDispatched) {
    return jdbc.sql(
            """
            with before as (select shipment_id, state from pick_list where shipment_id = ? for update)
            update pick_list p
               set state = case before.state when 'OPEN' then ? else ? end, settled_at = clock_timestamp()
              from before where before.shipment_id = p.shipment_id and before.state in ('OPEN', 'DISPATCHED')
            returning before.state
            """)
        .params(shipmentId, ifOpen, ifDispatched)
        .query(String.class)
        .optional();
  }
}
