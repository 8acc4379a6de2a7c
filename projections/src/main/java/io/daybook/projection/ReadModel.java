package io.daybook.projection;

import java.util.Arrays;
import java.util.Optional;

/**
 * The read models. The processor's name is what operators say; the schema is where the tables are.
 */
public enum ReadModel {
  ORDER_HISTORY("order-history", "order_history", "timeline, order_line, order_summary"),
  STOCK("stock", "stock", "stock_movement, stock_level"),
  CATALOG("catalog", "catalog", "product"),
  FULFILMENT("fulfilment", "fulfilment", "parked_action, fulfilment_progress");

  private final String processor;
  private final String schema;
  private final String tables;

  ReadModel(String processor, String schema, String tables) {
    this.processor = processor;
    this.schema = schema;
    this.tables = tables;
  }

  /** The read model that operators call by this name, if there is one. */
  public static Optional<ReadModel> named(String name) {
    return Arrays.stream(values()).filter(model -> model.processor.equals(name)).findFirst();
  }

  /** The name of its event processor, and what operators call it. */
  public String processor() {
    return processor;
  }

  /** The PostgreSQL schema of its tables. */
  public String schema() {
    return schema;
  }

  /** The statement that empties it. */
  public String truncation() {
    return "truncate "
        + Arrays.stream(tables.split(", ", -1))
            .map(table -> schema + "." + table)
            .reduce((a, b) -> a + ", " + b)
            .orElseThrow();
  }
}
