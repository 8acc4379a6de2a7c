package io.daybook.eventstore;

import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A domain just large enough to try the log with. */
final class Counters {
  private Counters() {}

  record Count(@TargetAggregateIdentifier String id, int by) {}

  record Fail(@TargetAggregateIdentifier String id) {}

  record Counted(String id, int by) {}

  @Aggregate(type = "Counter", snapshotTriggerDefinition = "snapshotPolicy")
  @Revision("1")
  static class Counter {
    static final AtomicInteger REPLAYED = new AtomicInteger();

    @AggregateIdentifier private @Nullable String id;
    private int total;

    Counter() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    int handle(Count command) {
      AggregateLifecycle.apply(new Counted(command.id(), command.by()));
      return total;
    }

    @CommandHandler
    void handle(Fail command) {
      AggregateLifecycle.apply(new Counted(command.id(), 1_000));
      throw new IllegalStateException("after the append");
    }

    @EventSourcingHandler
    void on(Counted event) {
      if (!AggregateLifecycle.isLive()) {
        REPLAYED.incrementAndGet();
      }
      id = event.id();
      total += event.by();
    }
  }

  @Component
  @ProcessingGroup("seen")
  static class Seen {
    final AtomicInteger events = new AtomicInteger();

    @EventHandler
    void on(Counted event) {
      events.incrementAndGet();
    }
  }

  @Saga
  public static class Doubling {
    private int handled;
    private @Nullable String about;

    @StartSaga
    @SagaEventHandler(associationProperty = "id")
    public void on(Counted event) {
      handled++;
      about = event.id();
    }

    int handled() {
      return handled;
    }

    @Nullable String about() {
      return about;
    }
  }
}
