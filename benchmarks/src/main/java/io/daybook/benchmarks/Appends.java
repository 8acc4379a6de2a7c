package io.daybook.benchmarks;

import java.util.ArrayList;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/** Appends without a command: the first event of a new order, each in a stream of its own. */
final class Appends {
  private static final int BATCH = 1_000;

  private Appends() {}

  static GenericDomainEventMessage<?> event() {
    var event = SampleOrders.placed();
    return new GenericDomainEventMessage<>("Order", event.orderId().toString(), 0, event);
  }

  static void one(EventStorageEngine engine) {
    engine.appendEvents(event());
  }

  /** As fast as it goes: a thousand at a time. */
  static void many(EventStorageEngine engine, long events) {
    for (long done = 0; done < events; done += BATCH) {
      var batch = new ArrayList<GenericDomainEventMessage<?>>();
      for (int i = 0; i < Math.min(BATCH, events - done); i++) {
        batch.add(event());
      }
      engine.appendEvents(batch);
    }
  }
}
