package io.daybook.schema.shipping;

import io.daybook.schema.OpeningCommand;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.OrderId;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Asks for a carrier. Idempotent. */
public record BookCarrier(
    @TargetAggregateIdentifier ShipmentId shipmentId,
    OrderId orderId,
    Address deliveryAddress,
    List<ParcelItem> items)
    implements OpeningCommand {
  public BookCarrier {
    items = List.copyOf(items);
  }
}
