package io.daybook.eventstore;

import org.jspecify.annotations.Nullable;

/**
 * What an append rests on: it is made only if this is still the last event of the stream, and has
 * lost a race otherwise.
 *
 * @param version of the event, -1 for a stream that has none
 * @param eventId of the event. A log that was restored may have gone on differently up to the same
 *     version. Null where there is no event
 */
public record Expectation(String stream, long version, @Nullable String eventId) {

  /** That nothing was appended to a stream yet. */
  static Expectation ofNothing(String stream) {
    return new Expectation(stream, -1, null);
  }
}
