package io.daybook.saga.call;

import io.daybook.saga.IdempotencyKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call's row without a database; the test says what time it is. */
public final class AttemptForTests implements Attempt {
  private final Map<IdempotencyKey, Earlier> others = new HashMap<>();
  private Past past;

  /** The first attempt at a call. */
  public AttemptForTests(IdempotencyKey call, Instant since) {
    past = new Past(call, 1, since, null, false);
  }

  /** A former attempt began then, and may have got a stored error. */
  public AttemptForTests after(@Nullable Instant last, boolean spent) {
    past = new Past(past.call(), past.generation(), past.since(), last, spent);
    return this;
  }

  /** There is another call. */
  public AttemptForTests knowing(Object intent, Past other) {
    others.put(other.call(), new Earlier(intent, other));
    return this;
  }

  /** It was parked because it was refused, and is resumed. */
  public AttemptForTests refusedAndResumed(Instant now) {
    past = new Past(past.call(), past.generation() + 1, now, now, false);
    return this;
  }

  @Override
  public Past past() {
    return past;
  }

  @Override
  public Past renew() {
    past = new Past(past.call(), past.generation() + 1, past.since(), null, false);
    return past;
  }

  @Override
  public Optional<Earlier> earlier(IdempotencyKey call) {
    return Optional.ofNullable(others.get(call));
  }
}
