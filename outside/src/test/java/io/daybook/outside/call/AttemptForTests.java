package io.daybook.outside.call;

import io.daybook.outside.IdempotencyKey;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A call's row without a database; the test says what time it is. */
public final class AttemptForTests implements Attempt {
  private final Map<IdempotencyKey, Earlier> others = new HashMap<>();
  private final Clock clock;
  private Past past;

  /** The first attempt at a call that is asked for now. */
  public AttemptForTests(IdempotencyKey call, Clock clock) {
    this.clock = clock;
    past = new Past(call, 1, clock.instant(), null, false);
  }

  /** An attempt began now; the next one knows of it. */
  public AttemptForTests made() {
    past = new Past(past.call(), past.generation(), past.since(), clock.instant(), past.spent());
    return this;
  }

  /** The key brings no other answer any more. */
  public AttemptForTests spent() {
    past = new Past(past.call(), past.generation(), past.since(), past.last(), true);
    return this;
  }

  /** There is another call. */
  public AttemptForTests knowing(Object intent, Past other) {
    others.put(other.call(), new Earlier(intent, other));
    return this;
  }

  /** It was parked because it was refused, and is resumed. */
  public AttemptForTests refusedAndResumed() {
    var now = clock.instant();
    past = new Past(past.call(), past.generation() + 1, now, now, false);
    return this;
  }

  @Override
  public Past past() {
    return past;
  }

  @Override
  public Past renew() {
    past = new Past(past.call(), past.generation() + 1, clock.instant(), null, false);
    return past;
  }

  @Override
  public Optional<Earlier> earlier(IdempotencyKey call) {
    return Optional.ofNullable(others.get(call));
  }
}
