package io.daybook.export;

import java.util.Locale;

/** The sets of Parquet files. Each row belongs to one position of the log, and to a day in UTC. */
enum Dataset {
  /** What became of orders, each once for each part in which it changed, as of the part's end. */
  ORDERS(
      """
      order_id varchar, customer_id varchar, status varchar, confirmed boolean, currency varchar,
      total decimal(19,4), held decimal(19,4), captured decimal(19,4), refunded decimal(19,4),
      line_count integer, unit_count bigint, ordered_at timestamp, placed_at timestamp, updated_at timestamp,
      position bigint, day date
      """),
  /** What was ordered. */
  LINES(
      """
      order_id varchar, line_number integer, sku varchar, quantity integer, unit_price decimal(19,4),
      currency varchar, ordered_at timestamp, position bigint, day date
      """),
  /** What came back. */
  RETURNS(
      """
      order_id varchar, sku varchar, quantity integer, returned_at timestamp, position bigint, day date
      """),
  /** What happened to payments; the amount is empty where the event has none. */
  PAYMENTS(
      """
      payment_id varchar, order_id varchar, type varchar, amount decimal(19,4), currency varchar,
      at timestamp, position bigint, day date
      """),
  /** What happened on the shelves, with the level after it. */
  STOCK_MOVEMENTS(
      """
      sku varchar, kind varchar, order_id varchar, on_hand_change bigint, reserved_change bigint,
      on_hand bigint, reserved bigint, at timestamp, position bigint, day date
      """);

  private final String columns;

  Dataset(String columns) {
    this.columns = columns;
  }

  /** The name of its directory. */
  String directory() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Names and types, in the words of DuckDB. */
  String columns() {
    return columns;
  }
}
