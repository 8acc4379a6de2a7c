package io.daybook.console.overview;

import java.util.List;
import java.util.stream.Stream;

/** The way of an order through its statuses, for the eye. */
final class Flow {
  static final List<String> FORWARD =
      List.of(
          "PROCESSING_PAYMENT",
          "RESERVING_STOCK",
          "BOOKING_CARRIER",
          "TAKING_PAYMENT",
          "CONFIRMED",
          "PICKING",
          "SHIPPED",
          "DELIVERED");

  static final List<String> UNDONE = List.of("CANCELLING", "CANCELLED");
  static final List<String> BACK = List.of("PARTLY_RETURNED", "RETURNED");

  private static final List<String> WAY =
      Stream.of(FORWARD, BACK, UNDONE).flatMap(List::stream).toList();

  private Flow() {}

  /** A status that is not known here comes last. */
  static int place(String status) {
    var place = WAY.indexOf(status);
    return place < 0 ? WAY.size() : place;
  }
}
