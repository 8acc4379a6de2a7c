package io.daybook.app.tracing;

import java.util.Set;

/** The streams of an order, its payment and its parcel go by one number. */
final class OrderOfStream {
  private static final Set<String> OF_ORDER = Set.of("order", "payment", "shipment", "fulfilment");
  private static final int NUMBER = 36;

  private OrderOfStream() {}

  /** The order that a stream is about; empty when it is about none. */
  static String of(String stream) {
    var dash = stream.length() - NUMBER - 1;
    return dash > 0
            && stream.charAt(dash) == '-'
            && OF_ORDER.contains(stream.substring(0, dash))
            && isNumber(stream, dash + 1)
        ? "order-" + stream.substring(dash + 1)
        : "";
  }

  /** Called for every event that a processor handles; a regular expression took a while. */
  private static boolean isNumber(String stream, int from) {
    for (int i = from; i < stream.length(); i++) {
      var c = stream.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f') && c != '-') {
        return false;
      }
    }
    return true;
  }
}
