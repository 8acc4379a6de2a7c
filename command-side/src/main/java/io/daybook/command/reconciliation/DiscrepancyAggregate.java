package io.daybook.command.reconciliation;

import io.daybook.schema.reconciliation.DiscrepancyEvent;
import io.daybook.schema.reconciliation.DiscrepancyId;
import io.daybook.schema.reconciliation.ReportDiscrepancy;
import io.daybook.schema.reconciliation.SettleDiscrepancy;
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

/**
 * Axon's shell around {@link Discrepancy}, which decides. Answers are the version of the stream.
 */
@Revision("3")
@Aggregate(
    type = "Discrepancy",
    snapshotTriggerDefinition = "snapshotPolicy",
    cache = "aggregateCache")
class DiscrepancyAggregate {
  @AggregateIdentifier private @Nullable DiscrepancyId id;
  private @Nullable Discrepancy state;

  /** For Axon, which fills it from the stream. */
  DiscrepancyAggregate() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  long handle(ReportDiscrepancy command) {
    return apply(state == null ? Discrepancy.first(command) : state.decide(command));
  }

  @CommandHandler
  long handle(SettleDiscrepancy command) {
    return apply(Objects.requireNonNull(state).decide(command));
  }

  @EventSourcingHandler
  void on(DiscrepancyEvent event) {
    id = event.discrepancyId();
    state = Discrepancy.evolve(state, event);
  }

  private static long apply(List<DiscrepancyEvent> events) {
    events.forEach(AggregateLifecycle::apply);
    return AggregateLifecycle.getVersion();
  }
}
