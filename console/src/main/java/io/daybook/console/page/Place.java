package io.daybook.console.page;

import io.daybook.console.api.Rights;
import java.util.Arrays;
import java.util.List;

/** A place of the console, and the field of the API that opens it. */
enum Place {
  ORDERS("Orders", "/console/orders", "Query.orders");

  private final String label;
  private final String address;
  private final String field;

  Place(String label, String address, String field) {
    this.label = label;
    this.address = address;
    this.field = field;
  }

  String address() {
    return address;
  }

  /** Those that somebody may open. */
  static List<Place> of(Rights rights) {
    return Arrays.stream(values()).filter(place -> rights.maySee(place.field)).toList();
  }

  /** As an entry of the navigation of the page at an address. */
  Frame.Entry entry(String shown) {
    return new Frame.Entry(
        label, address, shown.equals(address) || shown.startsWith(address + "/"));
  }
}
