package io.daybook.console.page;

import io.daybook.console.api.Rights;
import java.util.Arrays;
import java.util.List;

/** A place of the console, and the fields of the API that it shows, or its address there. */
enum MenuPlace {
  OVERVIEW("Overview", "/console/overview", "Query.fulfilmentStatistics"),
  ORDERS("Orders", "/console/orders", "Query.orders"),
  STOCK("Stock", "/console/stock", "Query.stockLevels"),
  WORK("Work list", "/console/work", "Fulfilment.parked", "Query.fulfilments"),
  PROJECTIONS("Projections", "/console/projections", "Query.projections"),
  BOOKS("Books", "/console/books", "GET /api/operations/reconciliations"),
  LOG("Log", "/console/log", "Query.auditLog");

  private final String label;
  private final String address;
  private final String fields;

  MenuPlace(String label, String address, String... fields) {
    this.label = label;
    this.address = address;
    this.fields = String.join(" ", fields);
  }

  String address() {
    return address;
  }

  /** Those that somebody may open. */
  static List<MenuPlace> of(Rights rights) {
    return Arrays.stream(values()).filter(place -> place.isFor(rights)).toList();
  }

  private boolean isFor(Rights rights) {
    return fields.startsWith("GET ")
        ? rights.mayDo(fields)
        : Arrays.stream(fields.split(" ", -1)).allMatch(rights::maySee);
  }

  /** As an entry of the navigation of the page at an address. */
  Frame.Entry entry(String shown) {
    return new Frame.Entry(
        label, address, shown.equals(address) || shown.startsWith(address + "/"));
  }
}
