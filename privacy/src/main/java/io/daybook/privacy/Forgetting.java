package io.daybook.privacy;

import io.daybook.eventstore.EventLog;
import io.daybook.eventstore.Forgetful;
import io.daybook.schema.privacy.CustomerErased;
import io.daybook.schema.privacy.PrivacyEvent;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Has this process follow what was erased. Before anything is read, keys that the log says are gone
 * are deleted: a table that was restored from a backup has them again. Afterwards it looks once a
 * second, with one read of an index, whether somebody was erased, and then lets go of all that is
 * remembered here.
 */
final class Forgetting implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Forgetting.class);
  private static final long NOTHING = -1;

  private final Keys keys;
  private final EventLog events;
  private final EventStorageEngine engine;
  private final List<Forgetful> memories;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("forgetting").factory());
  private long seen = NOTHING;
  private volatile boolean running;

  Forgetting(Keys keys, EventLog events, EventStorageEngine engine, List<Forgetful> memories) {
    this.keys = keys;
    this.events = events;
    this.engine = engine;
    this.memories = List.copyOf(memories);
  }

  /** Before processors and doors. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }

  @Override
  public void start() {
    seen = last();
    eraseAgain();
    running = true;
    var unused = looking.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  private void eraseAgain() {
    for (var event : events.readStreams(List.of(PrivacyEvent.STREAM))) {
      if (event.payload() instanceof CustomerErased erased) {
        var back = keys.notErased(erased.keys());
        if (!back.isEmpty()) {
          keys.erase(OrderKeys.subject(erased.customerId()), back);
          log.warn(
              "{} was in a backup that was restored, and is carried out again", erased.erasureId());
        }
      }
    }
  }

  private void look() {
    try {
      var now = last();
      if (now != seen) {
        memories.forEach(Forgetful::forget);
        seen = now;
      }
    } catch (RuntimeException away) {
      log.debug("It is not known whether somebody was erased; looking again", away);
    }
  }

  private long last() {
    return engine.lastSequenceNumberFor(PrivacyEvent.STREAM).orElse(NOTHING);
  }

  @Override
  public void stop() {
    running = false;
    looking.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
