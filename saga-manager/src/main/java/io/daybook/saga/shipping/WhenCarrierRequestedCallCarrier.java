package io.daybook.saga.shipping;

import io.daybook.saga.CommandSender;
import io.daybook.saga.IdempotencyKey;
import io.daybook.schema.shipping.CarrierBookingCancellationRequested;
import io.daybook.schema.shipping.CarrierBookingRequested;
import io.daybook.schema.shipping.RecordCarrierBooked;
import io.daybook.schema.shipping.RecordCarrierBookingCancelled;
import io.daybook.schema.shipping.RecordCarrierBookingRefused;
import io.daybook.schema.shipping.ShipmentId;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Intent is in the log by now; the carrier is called, and its answer goes into the log. */
@Component
@ProcessingGroup("carrier-policy")
@DisallowReplay
class WhenCarrierRequestedCallCarrier {
  private final Carrier carrier;
  private final CommandSender commands;

  WhenCarrierRequestedCallCarrier(Carrier carrier, CommandSender commands) {
    this.carrier = carrier;
    this.commands = commands;
  }

  @EventHandler
  void on(CarrierBookingRequested asked) {
    var id = asked.shipmentId();
    var answer = carrier.book(bookingKey(id), asked.deliveryAddress(), asked.items());
    record(
        switch (answer) {
          case Carrier.Booking.Booked yes ->
              new RecordCarrierBooked(id, yes.reference(), yes.trackingNumber());
          case Carrier.Booking.Refused no -> new RecordCarrierBookingRefused(id, no.reason());
        });
  }

  @EventHandler
  void on(CarrierBookingCancellationRequested asked) {
    carrier.cancel(bookingKey(asked.shipmentId()));
    record(new RecordCarrierBookingCancelled(asked.shipmentId()));
  }

  private void record(Object outcome) {
    commands.sendAll(List.of(outcome));
  }

  private static IdempotencyKey bookingKey(ShipmentId id) {
    return IdempotencyKey.of(id, "book");
  }
}
