package io.daybook.saga.shipping;

import io.daybook.saga.IdempotencyKey;
import io.daybook.schema.order.Address;
import io.daybook.schema.shipping.ParcelItem;
import java.util.List;

/**
 * The carrier. A call that throws has an unknown outcome and is repeated with the same key until it
 * is known; a refusal is an answer, never an exception.
 */
public interface Carrier {

  /** Books the transport of one parcel. */
  Booking book(IdempotencyKey key, Address to, List<ParcelItem> items);

  /**
   * Cancels whatever the call with {@code bookingKey} booked; also right when it booked nothing.
   */
  void cancel(IdempotencyKey bookingKey);

  /** The carrier's answer to {@link #book}. */
  sealed interface Booking {
    /** The carrier will come. */
    record Booked(String reference, String trackingNumber) implements Booking {}

    /** The carrier will not come. */
    record Refused(String reason) implements Booking {}
  }
}
