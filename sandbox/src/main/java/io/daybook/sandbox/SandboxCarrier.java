package io.daybook.sandbox;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A carrier without vans. SKUs that begin with {@code REFUSED-} are refused, whatever else is in
 * the parcel.
 */
public final class SandboxCarrier {

  /**
   * Books a parcel.
   *
   * @return why it is refused, or nothing when it is booked
   */
  public Optional<String> book(Collection<String> skus) {
    return skus.stream()
        .filter(sku -> sku.startsWith("REFUSED-"))
        .findFirst()
        .map(sku -> "we do not carry " + sku);
  }

  /** The carrier's name for the booking with this key. */
  public String reference(UUID key) {
    return "booking-" + key;
  }

  /** What the customer can track the parcel by. */
  public String trackingNumber(UUID key) {
    return "DB" + key.toString().replace("-", "").substring(0, 12).toUpperCase(Locale.ROOT);
  }
}
