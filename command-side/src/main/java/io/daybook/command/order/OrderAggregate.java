package io.daybook.command.order;

import io.daybook.eventstore.MetadataKeys;
import io.daybook.schema.order.CancelOrder;
import io.daybook.schema.order.ChangeDeliveryAddress;
import io.daybook.schema.order.CloseOrder;
import io.daybook.schema.order.ConfirmDeliveryAddress;
import io.daybook.schema.order.ConfirmOrder;
import io.daybook.schema.order.MarkShipped;
import io.daybook.schema.order.OrderEvent;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.PlaceOrder;
import io.daybook.schema.order.RefuseDeliveryAddress;
import io.daybook.schema.order.RejectCancellation;
import io.daybook.schema.order.RequestCancellation;
import io.daybook.schema.order.ReturnLines;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Axon's shell around {@link Order}, which decides. Answers are the version of the stream. */
@Revision("3")
@Aggregate(type = "Order", snapshotTriggerDefinition = "snapshotPolicy", cache = "aggregateCache")
class OrderAggregate {
  @AggregateIdentifier private @Nullable OrderId id;
  private @Nullable Order state;

  /** For Axon, which fills it from the stream. */
  OrderAggregate() {}

  /** Who presumed that it is new has not seen what was placed before, and has to decide again. */
  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  long handle(
      PlaceOrder command,
      @MetaDataValue(MetadataKeys.PRESUMED_NEW) @Nullable String presumedNew,
      MetaData metadata) {
    var asker = Asker.of(metadata);
    asker.checkPlacesFor(command.customerId());
    if (state != null && presumedNew != null) {
      throw new ConcurrencyException(command.orderId() + " was placed before");
    }
    return apply(
        state == null ? Lines.place(command) : state.decide(command),
        asker.notesFor(command.customerId()));
  }

  @CommandHandler
  long handle(ChangeDeliveryAddress command, MetaData metadata) {
    var asker = Asker.of(metadata);
    return apply(knownTo(asker).decide(command), notesOf(asker));
  }

  @CommandHandler
  long handle(ConfirmDeliveryAddress command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(RefuseDeliveryAddress command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(RequestCancellation command, MetaData metadata) {
    var asker = Asker.of(metadata);
    return apply(knownTo(asker).decide(command), notesOf(asker));
  }

  @CommandHandler
  long handle(RejectCancellation command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(CancelOrder command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(ConfirmOrder command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(MarkShipped command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(CloseOrder command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(ReturnLines command, MetaData metadata) {
    var asker = Asker.of(metadata);
    return apply(knownTo(asker).decide(command), notesOf(asker));
  }

  @EventSourcingHandler
  void on(OrderEvent event) {
    state = event instanceof OrderPlaced first ? Order.opened(first) : known().evolve(event);
    id = event.orderId();
  }

  private static long apply(List<? extends OrderEvent> events) {
    return apply(events, MetaData.emptyInstance());
  }

  private static long apply(List<? extends OrderEvent> events, MetaData notes) {
    events.forEach(event -> AggregateLifecycle.apply(event, notes));
    return AggregateLifecycle.getVersion();
  }

  private MetaData notesOf(Asker asker) {
    return asker.notesFor(known().placed().customerId());
  }

  /**
   * The order, for those for whom it exists. The others are told what they would be told if there
   * were none.
   */
  private Order knownTo(Asker asker) {
    if (asker.knows(known().placed().customerId())) {
      return known();
    }
    throw new AggregateNotFoundException("" + id, "The aggregate was not found in the event store");
  }

  private Order known() {
    return Objects.requireNonNull(state);
  }
}
