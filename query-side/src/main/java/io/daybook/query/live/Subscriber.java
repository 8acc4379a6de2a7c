package io.daybook.query.live;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import reactor.core.publisher.FluxSink;

/**
 * Somebody who is told of changes. All that is kept of him is how far he has been told: what comes
 * after it is read from the tables when he asks for more, so a slow one costs no memory.
 *
 * @param <T> a change
 */
public final class Subscriber<T> {
  private static final int PAGE = 50;

  private final Topic topic;
  private final Source<T> source;
  private final ToLongFunction<T> positionOf;
  private final FluxSink<T> sink;
  private final Executor executor;
  private final AtomicBoolean running = new AtomicBoolean();
  private final AtomicBoolean again = new AtomicBoolean();
  private final AtomicLong told;
  private volatile long known;
  private volatile boolean hasCaughtUp;
  private volatile long behindSince = System.nanoTime();

  /** Where changes are read. */
  @FunctionalInterface
  public interface Source<T> {
    /** The first changes after a position, up to another one, in the order of the log. */
    List<T> after(long position, long upTo, int limit);
  }

  /**
   * Somebody who was told of everything up to a position.
   *
   * @param told the position
   */
  Subscriber(
      Topic topic,
      long told,
      Source<T> source,
      ToLongFunction<T> positionOf,
      FluxSink<T> sink,
      Executor executor) {
    this.topic = topic;
    this.told = new AtomicLong(told);
    this.known = told;
    this.source = source;
    this.positionOf = positionOf;
    this.sink = sink;
    this.executor = executor;
  }

  Topic topic() {
    return topic;
  }

  /** The read models know of all that concerns him, up to this position. */
  void know(long position) {
    synchronized (this) { // who follows the log says so, and who came just now
      if (position > known) {
        if (told.get() >= known) {
          behindSince = System.nanoTime();
        }
        known = position;
      }
    }
    tell();
  }

  /** He knows of all that was in the log when he came. */
  void hasCaughtUp() {
    hasCaughtUp = true;
  }

  /** Nothing of what came since the last time, up to this position, concerns him. */
  synchronized void pass(long position) {
    if (hasCaughtUp && told.get() >= known && position > known) {
      known = position;
      toldUpTo(position);
    }
  }

  /** Tells what he has asked for, on another thread; he is told by one at a time. */
  void tell() {
    again.set(true);
    if (running.compareAndSet(false, true)) {
      executor.execute(this::run);
    }
  }

  private void run() {
    try {
      while (again.getAndSet(false)) {
        tellAll();
      }
    } catch (RuntimeException failure) {
      sink.error(failure);
    } finally {
      running.set(false);
      if (again.get() && running.compareAndSet(false, true)) {
        executor.execute(this::run);
      }
    }
  }

  private void tellAll() {
    while (told.get() < known && sink.requestedFromDownstream() > 0 && !sink.isCancelled()) {
      var upTo = known;
      var limit = (int) Math.min(PAGE, sink.requestedFromDownstream());
      var page = source.after(told.get(), upTo, limit);
      for (var change : page) {
        sink.next(change);
        toldUpTo(positionOf.applyAsLong(change));
      }
      if (page.size() < limit) {
        toldUpTo(upTo);
      }
      behindSince = System.nanoTime();
    }
  }

  private void toldUpTo(long position) {
    told.accumulateAndGet(position, Math::max);
  }

  /** Whether he has asked for nothing for so long, although there is something to tell. */
  boolean isSlow(Duration limit) {
    return told.get() < known && System.nanoTime() - behindSince > limit.toNanos();
  }

  void end(RuntimeException why) {
    sink.error(why);
  }
}
