package io.daybook.query.live;

/** What a subscriber wants to be told of. */
public sealed interface Topic {

  /** One order, or its fulfilment. */
  record Order(String id) implements Topic {}

  /** All orders of a customer. */
  record Customer(String id) implements Topic {}

  /** A shelf. */
  record Stock(String sku) implements Topic {}

  /** All of the log, of which what is read chooses. */
  record Log() implements Topic {}
}
