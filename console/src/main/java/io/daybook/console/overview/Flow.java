package io.daybook.console.overview;

import java.util.List;

/** The way of an order through its statuses, for the eye. */
final class Flow {
  private static final List<String> WAY =
      List.of(
          "PROCESSING_PAYMENT",
          "RESERVING_STOCK",
          "BOOKING_CARRIER",
          "TAKING_PAYMENT",
          "CONFIRMED",
          "PICKING",
          "SHIPPED",
          "DELIVERED",
          "PARTLY_RETURNED",
          "RETURNED",
          "CANCELLING",
          "CANCELLED");

  private Flow() {}

  /** A status that is not known here comes last. */
  static int place(String status) {
    var place = WAY.indexOf(status);
    return place < 0 ? WAY.size() : place;
  }
}
