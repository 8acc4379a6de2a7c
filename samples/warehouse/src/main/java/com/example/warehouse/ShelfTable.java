package com.example.warehouse;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What lies on the shelves, and the papers by which it came. */
record ShelfTable(JdbcClient jdbc) {

  /** Units of one SKU. */
  record Shelf(String sku, long onHand) {}

  /** Books a paper; empty when it is new, else the units that it was booked with before. */
  Optional<Integer> book(String sku, String receiptId, int quantity) {
    var booked =
        jdbc.sql(
                """
                insert into receipt (sku, receipt_id, quantity) values (?, ?, ?) on conflict do nothing
                """)
            .params(sku, receiptId, quantity)
            .update();
    if (booked == 1) {
      put(sku, quantity);
      return Optional.empty();
    }
    return jdbc.sql("select quantity from receipt where sku = ? and receipt_id = ?")
        .params(sku, receiptId)
        .query(Integer.class)
        .optional();
  }

  void confirm(String sku, String receiptId) {
    jdbc.sql(
            """
            update receipt set confirmed_at = now()
             where sku = ? and receipt_id = ? and confirmed_at is null
            """)
        .params(sku, receiptId)
        .update();
  }

  /** Puts units on a shelf, or takes them from it when there are fewer than none. */
  void put(String sku, int units) {
    jdbc.sql(
            """
            insert into shelf as s (sku, on_hand) values (?, ?)
            on conflict (sku) do update set on_hand = s.on_hand + excluded.on_hand
            """)
        .params(sku, units)
        .update();
  }

  /** Takes what is on a pick list from the shelves, or puts it back. */
  void move(String shipmentId, boolean back) {
    jdbc.sql(
            """
            insert into shelf as s (sku, on_hand)
            select sku, quantity * ? from pick_line where shipment_id = ? order by sku
            on conflict (sku) do update set on_hand = s.on_hand + excluded.on_hand
            """)
        .params(back ? 1 : -1, shipmentId)
        .update();
  }

  List<Shelf> all() {
    return jdbc.sql("select sku, on_hand from shelf order by sku").query(Shelf.class).list();
  }
}
