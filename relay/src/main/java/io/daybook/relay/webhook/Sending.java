package io.daybook.relay.webhook;

import io.daybook.relay.published.Announcement;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that is to be attempted now.
 *
 * @param announcement null where it has to be mapped again
 */
record Sending(Delivery delivery, @Nullable Announcement announcement) {

  /** Something that was not attempted yet. */
  static Sending first(Announcement announcement) {
    return new Sending(deliveryOf(announcement, false), announcement);
  }

  static Delivery deliveryOf(Announcement one, boolean held) {
    return new Delivery(one.position(), one.type().name(), one.subject(), 0, null, held);
  }
}
