package io.daybook.command.fulfilment;

import io.daybook.schema.fulfilment.CancelParked;
import io.daybook.schema.fulfilment.FulfilmentEvent;
import io.daybook.schema.fulfilment.FulfilmentId;
import io.daybook.schema.fulfilment.ParkFulfilment;
import io.daybook.schema.fulfilment.ReportOverdue;
import io.daybook.schema.fulfilment.ResumeFulfilment;
import io.daybook.schema.fulfilment.SkipFulfilmentAction;
import io.daybook.schema.fulfilment.UnparkFulfilment;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Axon's shell around {@link Parking}, which decides. Answers are the version of the stream. */
@Revision("1")
@Aggregate(
    type = "Fulfilment",
    snapshotTriggerDefinition = "snapshotPolicy",
    cache = "aggregateCache")
class FulfilmentAggregate {
  @AggregateIdentifier private @Nullable FulfilmentId id;
  private @Nullable Parking state;

  /** For Axon, which fills it from the stream. */
  FulfilmentAggregate() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  long handle(ParkFulfilment command) {
    var before = state == null ? Parking.none(command.fulfilmentId()) : state;
    return apply(before.decide(command));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  long handle(ReportOverdue command) {
    var before = state == null ? Parking.none(command.fulfilmentId()) : state;
    return apply(before.decide(command));
  }

  @CommandHandler
  long handle(ResumeFulfilment command) {
    return apply(Objects.requireNonNull(state).resume());
  }

  @CommandHandler
  long handle(SkipFulfilmentAction command) {
    return apply(Objects.requireNonNull(state).decide(command));
  }

  @CommandHandler
  long handle(UnparkFulfilment command) {
    return apply(Objects.requireNonNull(state).decide(command));
  }

  @CommandHandler
  long handle(CancelParked command) {
    return apply(Objects.requireNonNull(state).decide(command));
  }

  @EventSourcingHandler
  void on(FulfilmentEvent event) {
    id = event.fulfilmentId();
    state = (state == null ? Parking.none(event.fulfilmentId()) : state).evolve(event);
  }

  private static long apply(List<FulfilmentEvent> events) {
    events.forEach(AggregateLifecycle::apply);
    return AggregateLifecycle.getVersion();
  }
}
