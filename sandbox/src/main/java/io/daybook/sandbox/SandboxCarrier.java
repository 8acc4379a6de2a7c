package io.daybook.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A carrier without vans; see {@code carrier-openapi.yaml}. The client names its bookings, so a
 * repeated request is recognized. SKUs that begin with {@code REFUSED-} are refused, whatever else
 * is in the parcel.
 */
final class SandboxCarrier {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String BOOKING = "booking";
  private static final String STATUS = "status";
  private static final String CREATED = "created";

  private final Store store;
  private final Clock clock;

  SandboxCarrier(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
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
            .put("trackingNumber", tracking)
            .put(CREATED, clock.instant().toString());
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

  /** In the order in which they were booked. */
  synchronized Reply list(Map<String, String> query) {
    var since = instant(query, "since", Instant.MIN);
    var until = instant(query, "until", Instant.MAX);
    var limit = Integer.parseInt(query.getOrDefault("limit", "" + Integer.MAX_VALUE));
    var after = query.get("after");
    var page = JSON.createArrayNode();
    var started = after == null;
    for (var booking : store.all(BOOKING)) {
      // Bookings that are older than this field are in no sandbox's file for long.
      var created = Instant.parse(booking.path(CREATED).asString(Instant.EPOCH.toString()));
      if (started && page.size() < limit && !created.isBefore(since) && !created.isAfter(until)) {
        page.add(booking);
      }
      started |= booking.path("id").asString().equals(after);
    }
    return new Reply(200, page);
  }

  private static Instant instant(Map<String, String> query, String name, Instant otherwise) {
    var text = query.get(name);
    try {
      return text == null ? otherwise : Instant.parse(text);
    } catch (DateTimeParseException malformed) {
      throw new IllegalArgumentException(name + " must be an instant such as 2026-11-17T12:00:00Z");
    }
  }

  private static Reply problem(int status, String detail) {
    return new Reply(status, JSON.createObjectNode().put(STATUS, status).put("detail", detail));
  }
}
