package io.daybook.command.inventory;

import io.daybook.schema.inventory.AdjustStock;
import io.daybook.schema.inventory.CommitStock;
import io.daybook.schema.inventory.GoodsNoteBooked;
import io.daybook.schema.inventory.ReceiveStock;
import io.daybook.schema.inventory.RegisterStockItem;
import io.daybook.schema.inventory.ReleaseStock;
import io.daybook.schema.inventory.ReserveStock;
import io.daybook.schema.inventory.RestockGoods;
import io.daybook.schema.inventory.StockEvent;
import io.daybook.schema.inventory.StockItemId;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Axon's shell around {@link StockItem}, which decides. Answers are the version of the stream. */
@Revision("2")
@Aggregate(
    type = "StockItem",
    snapshotTriggerDefinition = "snapshotPolicy",
    cache = "aggregateCache")
class StockItemAggregate {
  @AggregateIdentifier private @Nullable StockItemId id;
  private @Nullable StockItem state = StockItem.UNKNOWN;

  /** For Axon, which fills it from the stream. */
  StockItemAggregate() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  long handle(RegisterStockItem command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  long handle(ReceiveStock command, GoodsNotes notes) {
    return applyOnce(GoodsNoteBooked.of(command), notes, () -> known().decide(command));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  long handle(ReserveStock command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  long handle(ReleaseStock command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(AdjustStock command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(CommitStock command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(RestockGoods command, GoodsNotes notes) {
    return applyOnce(GoodsNoteBooked.of(command), notes, () -> known().decide(command));
  }

  @EventSourcingHandler
  void on(StockEvent event) {
    state = known().evolve(event);
    id = new StockItemId(event.sku());
  }

  private static long applyOnce(
      GoodsNoteBooked note, GoodsNotes notes, Supplier<List<StockEvent>> decision) {
    if (notes.isBooked(note)) {
      return AggregateLifecycle.getVersion();
    }
    var events = decision.get();
    if (!events.isEmpty()) {
      notes.book(note);
    }
    return apply(events);
  }

  private static long apply(List<? extends StockEvent> events) {
    events.forEach(AggregateLifecycle::apply);
    return AggregateLifecycle.getVersion();
  }

  private StockItem known() {
    return Objects.requireNonNull(state);
  }
}
