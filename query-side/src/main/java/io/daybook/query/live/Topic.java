package io.daybook.query.live;

import io.daybook.query.Model;
import java.util.Set;

/** What a subscriber wants to be told of. */
public sealed interface Topic {
  /** What all but the log is read from. */
  Set<Model> OF_THE_SHOP = Set.of(Model.ORDER_HISTORY, Model.STOCK, Model.FULFILMENT);

  /** The read models that must know of an event before it is told. */
  default Set<Model> models() {
    return switch (this) {
      case Order _, Customer _, Stock _ -> OF_THE_SHOP;
      case Log _ -> Set.of(Model.AUDIT);
    };
  }

  /** One order, or its fulfilment. */
  record Order(String id) implements Topic {}

  /** All orders of a customer. */
  record Customer(String id) implements Topic {}

  /** A shelf. */
  record Stock(String sku) implements Topic {}

  /** All of the log, of which what is read chooses. */
  record Log() implements Topic {}
}
