package io.daybook.sandbox;

import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A carrier without vans; see {@code carrier-openapi.yaml}. The client names its bookings, so a
 * repeated request is recognized. SKUs that begin with {@code REFUSED-} are refused, whatever else
 * is in the parcel.
 */
final class Carrier {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String BOOKING = "booking";
  private static final String STATUS = "status";

  private final Store store;

  Carrier(Store store) {
    this.store = store;
  }

  synchronized Reply book(String id, JsonNode request) {
    var known = store.find(BOOKING, id);
    if (known.isPresent()) {
      return known.get().path("request").equals(request)
          ? new Reply(200, known.get())
          : problem(409, "This booking was made for another parcel");
    }
    for (var item : request.path("items")) {
      if (item.path("sku").asString("").startsWith("REFUSED-")) {
        return problem(422, "we do not carry " + item.path("sku").asString());
      }
    }
    var tracking = "DB" + id.replace("-", "").substring(0, 12).toUpperCase(Locale.ROOT);
    var booking =
        JSON.createObjectNode()
            .put("id", id)
            .put(STATUS, "booked")
            .put("reference", "booking-" + id)
            .put("trackingNumber", tracking);
    booking.set("request", request);
    store.put(BOOKING, id, booking);
    return new Reply(201, booking);
  }

  /** Cancelling what was never booked, or is cancelled already, is no error. */
  synchronized Reply cancel(String id) {
    store
        .find(BOOKING, id)
        .ifPresent(booking -> store.put(BOOKING, id, booking.put(STATUS, "cancelled")));
    return new Reply(204, null);
  }

  synchronized Reply find(String id) {
    return store
        .find(BOOKING, id)
        .map(booking -> new Reply(200, booking))
        .orElseGet(() -> problem(404, "There is no booking " + id));
  }

  synchronized Reply list() {
    var all = JSON.createArrayNode();
    store.all(BOOKING).forEach(all::add);
    return new Reply(200, all);
  }

  private static Reply problem(int status, String detail) {
    return new Reply(status, JSON.createObjectNode().put(STATUS, status).put("detail", detail));
  }
}
