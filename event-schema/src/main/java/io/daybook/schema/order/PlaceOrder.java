package io.daybook.schema.order;

import io.daybook.schema.Command;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Places an order of priced, merged lines. Repeating it with the same content does nothing. */
public record PlaceOrder(
    @TargetAggregateIdentifier OrderId orderId,
    CustomerId customerId,
    List<OrderLine> lines,
    Address deliveryAddress,
    PaymentToken paymentToken,
    Instant orderedAt)
    implements Command {
  public PlaceOrder {
    lines = List.copyOf(lines);
  }
}
