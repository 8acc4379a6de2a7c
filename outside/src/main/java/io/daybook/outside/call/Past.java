package io.daybook.outside.call;

import io.daybook.outside.IdempotencyKey;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call before an attempt. The other side forgets keys, so it decides with it
 * whether to repeat, or first to ask what was done.
 *
 * @param call the call's name for ever; our mark in the other side's books
 * @param generation how often the call got a key, this one included
 * @param since nothing was asked under the present key before
 * @param last when the attempt before this one began, or null when there was none
 * @param spent whether the present key brings no other answer any more, such as after a stored
 *     error
 */
public record Past(
    IdempotencyKey call, int generation, Instant since, @Nullable Instant last, boolean spent) {

  /** The key to repeat under. It follows from what is stored, so a crash cannot make two. */
  public IdempotencyKey key() {
    return generation == 1 ? call : IdempotencyKey.of(call, Integer.toString(generation));
  }

  /** Whether something may have been asked under a key that protects it no longer. */
  public boolean mustAsk(Duration keyLife, Instant now) {
    return spent || since.plus(keyLife).isBefore(now);
  }
}
