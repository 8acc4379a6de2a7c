package io.daybook.runtime;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/** A domain just large enough to try the log with. */
final class Counters {
  private Counters() {}

  record Count(@TargetAggregateIdentifier String id, int by) {}

  record Fail(@TargetAggregateIdentifier String id) {}

  /** Refused before anything is applied. */
  record Refuse(@TargetAggregateIdentifier String id) {}

  /** Counts down; refused when there is not so much. */
  record Spend(@TargetAggregateIdentifier String id, int by) {}

  /** Counts up to a total; nothing when that is reached. */
  record Ensure(@TargetAggregateIdentifier String id, int total) {}

  /** Applies an event that the counter cannot follow. */
  record Tear(@TargetAggregateIdentifier String id) {}

  /** Applies an event that cannot be written. */
  record Explode(@TargetAggregateIdentifier String id) {}

  /** Stays with the counter until it is released. */
  record Hold(@TargetAggregateIdentifier String id, CountDownLatch held, CountDownLatch release) {}

  /** Counts one, while a rival appends to the same stream as often as {@link Rival} says. */
  record Contest(@TargetAggregateIdentifier String id) {}

  /** Makes {@link Chasing} count on another counter. */
  record Provoke(@TargetAggregateIdentifier String id, String target) {}

  @Revision("2")
  record Counted(String id, int by) {}

  @Revision("1")
  record Provoked(String id, String target) {}

  record Torn(String id) {}

  record Exploded(String id, Bomb bomb) {}

  record Bomb() {
    @JsonValue
    String json() {
      throw new NoClassDefFoundError("no class to write this with");
    }
  }

  /** Another node, which takes the next version of a stream a number of times. */
  static final class Rival {
    static final Map<String, AtomicInteger> STRIKES = new ConcurrentHashMap<>();

    private Rival() {}

    static boolean strikes(String id) {
      var left = STRIKES.get(id);
      return left != null && left.getAndDecrement() > 0;
    }
  }

  @Aggregate(
      type = "Counter",
      snapshotTriggerDefinition = "snapshotPolicy",
      cache = "aggregateCache")
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

    @CommandHandler
    void handle(Refuse command) {
      throw new IllegalStateException("refused");
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    int handle(Spend command) {
      if (total < command.by()) {
        throw new IllegalStateException("there are " + total);
      }
      AggregateLifecycle.apply(new Counted(command.id(), -command.by()));
      return total;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    int handle(Ensure command) {
      if (total < command.total()) {
        AggregateLifecycle.apply(new Counted(command.id(), command.total() - total));
      }
      return total;
    }

    @CommandHandler
    void handle(Tear command) {
      AggregateLifecycle.apply(new Torn(command.id()));
    }

    @CommandHandler
    void handle(Explode command) {
      AggregateLifecycle.apply(new Exploded(command.id(), new Bomb()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(Hold command) throws InterruptedException {
      command.held().countDown();
      command.release().await();
      AggregateLifecycle.apply(new Counted(command.id(), 0));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(Contest command, EventStorageEngine engine) {
      var version = AggregateLifecycle.getVersion();
      var next = version == null ? 0 : version + 1;
      if (Rival.strikes(command.id())) {
        var taken = new Counted(command.id(), 0);
        engine.appendEvents(new GenericDomainEventMessage<>("Counter", command.id(), next, taken));
      }
      AggregateLifecycle.apply(new Counted(command.id(), 1));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(Provoke command) {
      AggregateLifecycle.apply(new Provoked(command.id(), command.target()));
    }

    @EventSourcingHandler
    void on(Provoked event) {
      id = event.id();
    }

    @EventSourcingHandler
    void on(Torn event) {
      total = -1_000_000;
      throw new IllegalArgumentException("cannot be followed");
    }

    @EventSourcingHandler
    void on(Counted event) {
      if (!AggregateLifecycle.isLive()
          && !Thread.currentThread().getName().startsWith("snapshot")) {
        REPLAYED.incrementAndGet();
      }
      id = event.id();
      total += event.by();
    }
  }

  /** Sends a command for every event, and remembers what came of it. */
  @Saga
  public static class Chasing {
    static final Map<String, String> OUTCOMES = new ConcurrentHashMap<>();

    @Autowired private transient @Nullable CommandGateway commands;

    @StartSaga
    @SagaEventHandler(associationProperty = "id")
    public void on(Provoked event) {
      String outcome;
      try {
        Objects.requireNonNull(commands).sendAndWait(new Contest(event.target()));
        outcome = "counted";
      } catch (ConcurrencyException lost) {
        outcome = "lost";
      }
      OUTCOMES.put(event.target(), outcome);
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
