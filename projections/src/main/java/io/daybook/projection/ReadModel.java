package io.daybook.projection;

import java.util.Arrays;
import java.util.Optional;

/**
 * The read models. The name is what operators say. The version is raised whenever the tables change
 * or what the projections write into them: then each release follows a generation of its own
 * version, and a release that finds none builds it from the log.
 */
public enum ReadModel {
  ORDER_HISTORY("order-history", "order_history", 2),
  STOCK("stock", "stock", 1),
  CATALOG("catalog", "catalog", 1),
  FULFILMENT("fulfilment", "fulfilment", 2),
  AUDIT("audit", "audit", 2),
  ANALYTICS("analytics", "analytics", 1);

  private final String title;
  private final String schema;
  private final int version;

  ReadModel(String title, String schema, int version) {
    this.title = title;
    this.schema = schema;
    this.version = version;
  }

  /** The read model that operators call by this name, if there is one. */
  public static Optional<ReadModel> named(String name) {
    return Arrays.stream(values()).filter(model -> model.title.equals(name)).findFirst();
  }

  /** What operators call it. */
  public String title() {
    return title;
  }

  /** Where the names of its schemas begin, and the name of its script in {@code db/model}. */
  public String schema() {
    return schema;
  }

  /** The version of its tables and of its projections in this release. */
  public int version() {
    return version;
  }
}
