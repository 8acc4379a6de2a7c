package io.daybook.benchmarks;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/**
 * Events of orders at a steady rate, in their order: whatever is due is appended, as a rule one
 * event. Each counts from when it was due, also when the append before it took too long.
 */
final class SteadyEvents {
  private static final int ORDERS = 2;

  private final EventStorageEngine engine;
  private final OrderLives orders;
  private final Told told;
  private final List<Long> inLog = new ArrayList<>();
  private final Queue<GenericDomainEventMessage<?>> next = new ArrayDeque<>();

  SteadyEvents(EventStorageEngine engine, OrderLives orders, Told told) {
    this.engine = engine;
    this.orders = orders;
    this.told = told;
  }

  /** After how many milliseconds an event was in the log that was due, at the 99th percentile. */
  double inLogMillis() {
    return inLog.get(inLog.size() * 99 / 100) / 1e6;
  }

  /** Returns when all are appended, and says how many of them a second were. */
  double append(int perSecond, Duration time) {
    inLog.clear();
    var all = perSecond * time.toMillis() / 1_000;
    var start = System.nanoTime();
    for (long done = 0; done < all; ) {
      var due = Math.min(all, (System.nanoTime() - start) * perSecond / 1_000_000_000L + 1);
      if (done < due) {
        var events = new ArrayList<GenericDomainEventMessage<?>>();
        for (; done < due; done++) {
          events.add(begun(next(), start + done * 1_000_000_000L / perSecond));
        }
        var first = due - events.size();
        engine.appendEvents(events);
        var now = System.nanoTime();
        for (long n = first; n < due; n++) {
          inLog.add(now - start - n * 1_000_000_000L / perSecond);
        }
      } else {
        LockSupport.parkNanos(start + due * 1_000_000_000L / perSecond - System.nanoTime());
      }
    }
    var rate = all / ((System.nanoTime() - start) / 1e9);
    inLog.sort(null);
    if (!next.isEmpty()) { // so that no order is left half told
      engine.appendEvents(List.copyOf(next));
      next.clear();
    }
    return rate;
  }

  private GenericDomainEventMessage<?> begun(GenericDomainEventMessage<?> event, long due) {
    if (ToldTypes.contains(event.getPayloadType())) {
      told.begin(event.getIdentifier(), due);
    }
    return event;
  }

  private GenericDomainEventMessage<?> next() {
    if (next.isEmpty()) {
      next.addAll(orders.next(ORDERS));
    }
    return next.remove();
  }
}
