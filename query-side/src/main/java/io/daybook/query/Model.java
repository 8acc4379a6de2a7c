package io.daybook.query;

/** The read models that queries read, by the names of their processors. */
enum Model {
  ORDER_HISTORY("order-history"),
  STOCK("stock"),
  CATALOG("catalog"),
  FULFILMENT("fulfilment"),
  AUDIT("audit");

  private final String processor;

  Model(String processor) {
    this.processor = processor;
  }

  /** What operators call it. */
  String processor() {
    return processor;
  }
}
