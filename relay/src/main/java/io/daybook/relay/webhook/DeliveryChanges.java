package io.daybook.relay.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be written of deliveries, together. */
final class DeliveryChanges {
  private final List<Outcome> attempts = new ArrayList<>();
  private final List<Held> held = new ArrayList<>();
  private final List<Delivery> done = new ArrayList<>();
  private boolean wakesHeld;

  /**
   * Something that is held back from now on, or still.
   *
   * @param dueAt when it is to be tried again, if nothing is before it
   * @param failure why it was not delivered; null where it only waits
   * @param givenUpAt since when it is not tried any more
   */
  record Held(
      Delivery delivery, Instant dueAt, @Nullable Failure failure, @Nullable Instant givenUpAt) {}

  List<Outcome> attempts() {
    return attempts;
  }

  List<Held> held() {
    return held;
  }

  /** What is held back no more. */
  List<Delivery> done() {
    return done;
  }

  /** Whether all that is held back is to be tried at once, because the endpoint is back. */
  boolean wakesHeld() {
    return wakesHeld;
  }

  void wakeHeld() {
    wakesHeld = true;
  }

  boolean isEmpty() {
    return attempts.isEmpty() && held.isEmpty() && done.isEmpty();
  }
}
