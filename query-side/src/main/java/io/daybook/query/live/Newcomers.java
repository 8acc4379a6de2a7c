package io.daybook.query.live;

import io.daybook.query.Horizons;
import io.daybook.query.SubscriptionEnded;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was in the log when somebody came is told to him from here: whoever follows the log may be
 * past it already.
 */
final class Newcomers {
  private static final Logger log = LoggerFactory.getLogger(Newcomers.class);
  private static final Duration WAIT = Duration.ofMillis(15);

  private final Horizons horizons;
  private final ScheduledExecutorService threads;
  private final Set<Subscriber<?>> subscribers;

  /**
   * For whoever comes.
   *
   * @param subscribers those who are there; who is not any more is left alone
   */
  Newcomers(Horizons horizons, ScheduledExecutorService threads, Set<Subscriber<?>> subscribers) {
    this.horizons = horizons;
    this.threads = threads;
    this.subscribers = subscribers;
  }

  /**
   * Looks, and looks again until the read models know of all that was there.
   *
   * @param head the position of the last event when he came
   */
  void catchUp(Subscriber<?> subscriber, long head) {
    var known = horizons.of(subscriber.topic().models(), head);
    subscriber.know(known);
    if (known >= head) {
      subscriber.hasCaughtUp();
    } else if (subscribers.contains(subscriber)) {
      var unused =
          threads.schedule(
              () -> catchUpOrEnd(subscriber, head), WAIT.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void catchUpOrEnd(Subscriber<?> subscriber, long head) {
    try {
      catchUp(subscriber, head);
    } catch (RuntimeException failure) {
      log.warn("A subscription ends, because it is not known how far the models are", failure);
      subscriber.end(new SubscriptionEnded("UNAVAILABLE", "ask again with fromPosition"));
    }
  }
}
