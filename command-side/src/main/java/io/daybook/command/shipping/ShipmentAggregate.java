package io.daybook.command.shipping;

import io.daybook.schema.shipping.BookCarrier;
import io.daybook.schema.shipping.CancelCarrierBooking;
import io.daybook.schema.shipping.CancelPicking;
import io.daybook.schema.shipping.CarrierBookingRequested;
import io.daybook.schema.shipping.ConfirmDelivery;
import io.daybook.schema.shipping.DispatchShipment;
import io.daybook.schema.shipping.RebookCarrier;
import io.daybook.schema.shipping.RecordCarrierBooked;
import io.daybook.schema.shipping.RecordCarrierBookingCancelled;
import io.daybook.schema.shipping.RecordCarrierBookingRefused;
import io.daybook.schema.shipping.RecordCarrierRebooked;
import io.daybook.schema.shipping.RecordCarrierRebookingRefused;
import io.daybook.schema.shipping.RecordFormerBookingCancelled;
import io.daybook.schema.shipping.ShipmentEvent;
import io.daybook.schema.shipping.ShipmentId;
import io.daybook.schema.shipping.StartPicking;
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

/** Axon's shell around {@link Shipment}, which decides. Answers are the version of the stream. */
@Revision("3")
@Aggregate(
    type = "Shipment",
    snapshotTriggerDefinition = "snapshotPolicy",
    cache = "aggregateCache")
class ShipmentAggregate {
  @AggregateIdentifier private @Nullable ShipmentId id;
  private @Nullable Shipment state;

  /** For Axon, which fills it from the stream. */
  ShipmentAggregate() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  long handle(BookCarrier command) {
    return apply(state == null ? Shipment.open(command) : List.of());
  }

  @CommandHandler
  long handle(RecordCarrierBooked command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(RecordCarrierBookingRefused command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(RebookCarrier command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(RecordCarrierRebooked command) {
    return apply(known().bookings().decide(known(), command));
  }

  @CommandHandler
  long handle(RecordCarrierRebookingRefused command) {
    return apply(known().bookings().decide(known(), command));
  }

  @CommandHandler
  long handle(RecordFormerBookingCancelled command) {
    return apply(known().bookings().decide(known(), command));
  }

  @CommandHandler
  long handle(CancelCarrierBooking command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(RecordCarrierBookingCancelled command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(StartPicking command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(CancelPicking command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(DispatchShipment command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(ConfirmDelivery command) {
    return apply(known().decide(command));
  }

  @EventSourcingHandler
  void on(ShipmentEvent event) {
    state =
        event instanceof CarrierBookingRequested first
            ? Shipment.opened(first)
            : known().evolve(event);
    id = event.shipmentId();
  }

  private static long apply(List<? extends ShipmentEvent> events) {
    events.forEach(AggregateLifecycle::apply);
    return AggregateLifecycle.getVersion();
  }

  private Shipment known() {
    return Objects.requireNonNull(state);
  }
}
