package io.daybook.outside.shipping;

import io.daybook.outside.IdempotencyKey;
import io.daybook.schema.order.Address;
import io.daybook.schema.shipping.ParcelItem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The carrier. A call that throws has an unknown outcome and is repeated with the same key until it
 * is known; a refusal is an answer, never an exception.
 */
public interface Carrier {

  /** Books the transport of one parcel. */
  Booking book(IdempotencyKey key, Address to, List<ParcelItem> items);

  /**
   * Cancels whatever the call with {@code bookingKey} booked; also right when it booked nothing.
   *
   * @throws io.daybook.outside.call.RefusedException when the carrier will not, because it has the
   *     parcel
   */
  void cancel(IdempotencyKey bookingKey);

  /**
   * What was booked from {@code since} to {@code until}, both included, page by page, in the order
   * of booking; each as it is now.
   *
   * @param after the last id of the page before, or null for the first page
   */
  Page list(Instant since, Instant until, @Nullable String after);

  /** What the call with this key booked, or nothing when the carrier does not know it. */
  Optional<Entry> find(String bookingId);

  /**
   * A page of the carrier's books.
   *
   * @param next where the next page begins, or null when this is the last
   */
  record Page(List<Entry> entries, @Nullable String next) {
    public Page {
      entries = List.copyOf(entries);
    }
  }

  /**
   * A booking in the carrier's books.
   *
   * @param id our key of the call that booked it
   * @param booked false when it is cancelled
   */
  record Entry(String id, boolean booked, Instant created) {}

  /** The carrier's answer to {@link #book}. */
  sealed interface Booking {
    /** The carrier will come. */
    record Booked(String reference, String trackingNumber) implements Booking {}

    /** The carrier will not come. */
    record Refused(String reason) implements Booking {}
  }
}
