package io.daybook.schema.order;

import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.joda.money.Money;

/**
 * A customer ordered, at prices of the catalogue. Starts the fulfilment. {@code orderedAt} is
 * business time: for imported orders it lies before the time of recording.
 */
@Revision("2")
public record OrderPlaced(
    OrderId orderId,
    CustomerId customerId,
    List<OrderLine> lines,
    Money total,
    Address deliveryAddress,
    PaymentToken paymentToken,
    Instant orderedAt)
    implements OrderEvent {
  public OrderPlaced {
    lines = List.copyOf(lines);
  }
}
