package io.daybook.importer;

/** What became of a line. */
sealed interface Fate {

  /** It is part of an order that the shop accepted; what became of that order is told per order. */
  record Ordered() implements Fate {}

  /** It came back as part of a return. */
  record Returned() implements Fate {}

  /** Its whole order was cancelled. */
  record Cancelled() implements Fate {}

  /** It could not be made into anything the shop knows, or the shop refused it. */
  record Left(String reason) implements Fate {}

  Fate ORDERED = new Ordered();
  Fate RETURNED = new Returned();
  Fate CANCELLED = new Cancelled();
}
