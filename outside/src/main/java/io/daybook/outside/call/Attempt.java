package io.daybook.outside.call;

import io.daybook.outside.IdempotencyKey;
import java.util.Optional;

/** One attempt at a call, as the kind that makes it sees it. */
public interface Attempt {

  /** What is known of the attempts before this one. */
  Past past();

  /**
   * Gives the call a fresh key, once it is certain that the present one has done nothing. It is
   * stored before this returns, so a crash after it does not make a third.
   *
   * @throws IllegalStateException when another attempt at the call has begun meanwhile
   */
  Past renew();

  /** An earlier call, perhaps of another kind, by its key. */
  Optional<Earlier> earlier(IdempotencyKey call);

  /**
   * An earlier call.
   *
   * @param intent what it was asked for by
   */
  record Earlier(Object intent, Past past) {}
}
