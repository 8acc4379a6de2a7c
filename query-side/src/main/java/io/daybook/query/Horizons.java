package io.daybook.query;

import io.daybook.eventstore.FollowersElsewhere;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.AxonThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Lets queries wait for read models. As long as somebody waits, one thread looks how far the models
 * are, in one statement for all who wait, and asks the other processes. Who waits holds no
 * connection, and no more may wait than is set: each of them has a thread of HTTP.
 */
@Component
public final class Horizons implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Horizons.class);
  private static final long LOOK_MILLIS = 15;
  private static final long ASK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final HorizonTable table;
  private final FollowersElsewhere elsewhere;
  private final QueryProperties limits;
  private final Semaphore places;
  private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean looking = new AtomicBoolean();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(new AxonThreadFactory("horizon-watch"));

  private final AtomicLong askedAt = new AtomicLong(System.nanoTime() - ASK_NANOS);

  Horizons(HorizonTable table, FollowersElsewhere elsewhere, QueryProperties limits) {
    this.table = table;
    this.elsewhere = elsewhere;
    this.limits = limits;
    this.places = new Semaphore(limits.waitAtOnce());
  }

  private static final class Waiting {
    private final Set<Model> models;
    private final long position;
    private final CountDownLatch reached = new CountDownLatch(1);
    private volatile long seen;

    Waiting(Set<Model> models, long position, long seen) {
      this.models = models;
      this.position = position;
      this.seen = seen;
    }

    void look(Map<Model, Long> horizons) {
      seen = models.stream().mapToLong(model -> horizons.getOrDefault(model, -1L)).min().orElse(-1);
      if (seen >= position) {
        reached.countDown();
      }
    }
  }

  /** The position that all of these models are at. */
  public long of(Collection<Model> models) {
    return table.of(models);
  }

  /**
   * The same, for somebody who looks again and again until they are at a position; the other
   * processes are asked.
   */
  public long of(Collection<Model> models, long wanted) {
    var position = table.of(models);
    if (position < wanted) {
      ask();
    }
    return position;
  }

  /** Has the other processes say how far they are, if some of what is looked at is theirs. */
  private void ask() {
    var last = askedAt.get();
    var now = System.nanoTime();
    if (table.hasOthers() && now - last >= ASK_NANOS && askedAt.compareAndSet(last, now)) {
      elsewhere.ask();
    }
  }

  /** Waits like a query, and says whether all of these models have come to a position. */
  public boolean reach(Set<Model> models, long position) {
    try {
      await(models, position);
      return true;
    } catch (NotYet _) {
      return false;
    }
  }

  /**
   * Returns when all of these models are at a position.
   *
   * @throws NotYet when they are not in the time that a query may wait, or too many wait already
   */
  void await(Set<Model> models, long position) {
    var seen = table.of(models);
    if (seen >= position) {
      return;
    }
    if (!places.tryAcquire()) {
      throw new NotYet(position, seen);
    }
    var one = new Waiting(models, position, seen);
    try {
      waiting.add(one);
      if (looking.compareAndSet(false, true)) {
        lookSoon();
      }
      if (!one.reached.await(limits.waitWithin().toNanos(), TimeUnit.NANOSECONDS)) {
        throw new NotYet(position, one.seen);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new NotYet(position, one.seen);
    } finally {
      waiting.remove(one);
      places.release();
    }
  }

  private boolean isWaitedFor() {
    return waiting.stream().anyMatch(one -> one.reached.getCount() > 0);
  }

  private void lookSoon() {
    var unused = watch.schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Ends when nobody waits; who comes in that moment starts it anew. */
  private void look() {
    try {
      var wanted = EnumSet.noneOf(Model.class);
      waiting.forEach(one -> wanted.addAll(one.models));
      if (!wanted.isEmpty()) {
        var horizons = table.each(wanted);
        waiting.forEach(
            one -> {
              if (horizons.keySet().containsAll(one.models)) {
                one.look(horizons);
              }
            });
        if (isWaitedFor()) {
          ask();
        }
      }
    } catch (RuntimeException away) {
      log.debug("It is not known how far the read models are; looking again", away);
    } finally {
      looking.set(false);
      if (!waiting.isEmpty() && looking.compareAndSet(false, true)) {
        lookSoon();
      }
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
