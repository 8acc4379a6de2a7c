package io.daybook.relay.follow;

import io.daybook.relay.published.MessageType;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Somebody who is told what happens. There is one of these for each cursor that this process owns;
 * it is asked for one stretch at a time.
 */
public interface Recipient extends AutoCloseable {

  /** Whether it is told messages of a type; of others it hears nothing. */
  default boolean wants(MessageType type) {
    return true;
  }

  /** The most announcements of a stretch, about: one event may have two versions. */
  default int most() {
    return 1_000;
  }

  /**
   * How far apart stretches begin that are smaller than that, while there is one after the other:
   * what comes meanwhile goes together. The first after a rest goes at once.
   */
  default Duration apart() {
    return Duration.ZERO;
  }

  /**
   * Takes a stretch, and answers when all of it is safe with whom it is for; the cursor moves then,
   * and not before. It must not hold up the thread that asks.
   *
   * <p>A failure is followed by a pause, which grows, and the same stretch again, or a larger one
   * that begins at the same place. {@link LostException} gives up the cursor; whoever claims it
   * then begins anew.
   */
  CompletionStage<?> take(Stretch stretch);

  /** The cursor is not this process's any more: nothing further may be sent. */
  @Override
  void close();
}
