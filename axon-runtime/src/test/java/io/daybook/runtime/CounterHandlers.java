package io.daybook.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Those who follow what {@link Counters} count. */
final class CounterHandlers {
  private CounterHandlers() {}

  @Component
  @ProcessingGroup("seen")
  static class Seen {
    final AtomicInteger events = new AtomicInteger();

    @EventHandler
    void on(Counters.Counted event) {
      events.incrementAndGet();
    }
  }

  /** Writes a row for every event, and fails twice after the write: badly, then as usual. */
  @Component
  @ProcessingGroup("writing")
  static class Writing {
    final AtomicInteger failures = new AtomicInteger(2);
    private final JdbcTemplate jdbc;

    Writing(JdbcTemplate jdbc) {
      this.jdbc = jdbc;
      jdbc.execute("create table written (event_id text primary key)");
    }

    @EventHandler
    void on(Counters.Counted event, @MessageIdentifier String eventId) {
      jdbc.update("insert into written values (?)", eventId);
      var left = failures.getAndDecrement();
      if (left > 1) {
        throw new NoClassDefFoundError("after the write, once");
      }
      if (left > 0) {
        throw new IllegalStateException("after the write, once");
      }
    }
  }

  /** Tells the world of every event once: a replay must not tell it again. */
  @Component
  @ProcessingGroup("telling")
  static class Telling {
    final Map<String, Integer> told = new ConcurrentHashMap<>();

    @EventHandler
    @DisallowReplay
    void on(Counters.Counted event) {
      told.merge(event.id(), 1, Integer::sum);
    }

    @EventHandler
    void on(Counters.Provoked event) {
      // may be replayed
    }
  }
}
