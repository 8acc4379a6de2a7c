package io.daybook.query;

/** The read models that queries read, each in the version that this release was written for. */
public enum Model {
  ORDER_HISTORY("order-history", "order_history", 2),
  STOCK("stock", "stock", 1),
  CATALOG("catalog", "catalog", 1),
  FULFILMENT("fulfilment", "fulfilment", 2),
  AUDIT("audit", "audit", 2),
  ANALYTICS("analytics", "analytics", 1);

  private final String title;
  private final String schema;
  private final int version;

  Model(String title, String schema, int version) {
    this.title = title;
    this.schema = schema;
    this.version = version;
  }

  /** What operators call it. */
  String title() {
    return title;
  }

  /** The version of its tables that queries read; the projections have to write the same. */
  public int version() {
    return version;
  }

  /** The schema of the views that queries read. */
  String views() {
    return schema + "_v" + version;
  }
}
