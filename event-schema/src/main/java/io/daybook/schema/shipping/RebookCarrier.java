package io.daybook.schema.shipping;

import io.daybook.schema.Command;
import io.daybook.schema.order.Address;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks that the parcel is booked to another address. The shipment decides; a refusal is an event,
 * not an error. Idempotent by the number.
 *
 * @param booking the number of the change of address, which is the number of the booking as well
 */
public record RebookCarrier(
    @TargetAggregateIdentifier ShipmentId shipmentId,
    int booking,
    Address deliveryAddress,
    List<ParcelItem> items)
    implements Command {
  public RebookCarrier {
    items = List.copyOf(items);
  }
}
