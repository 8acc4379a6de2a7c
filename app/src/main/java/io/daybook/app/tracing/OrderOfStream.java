package io.daybook.app.tracing;

import java.util.regex.Pattern;

/** The streams of an order, its payment and its parcel go by one number. */
final class OrderOfStream {
  private static final Pattern OF_ORDER =
      Pattern.compile("(?:order|payment|shipment|fulfilment)-([0-9a-f-]{36})");

  private OrderOfStream() {}

  /** The order that a stream is about; empty when it is about none. */
  static String of(String stream) {
    var number = OF_ORDER.matcher(stream);
    return number.matches() ? "order-" + number.group(1) : "";
  }
}
