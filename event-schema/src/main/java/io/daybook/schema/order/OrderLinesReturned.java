package io.daybook.schema.order;

import java.util.List;
import org.axonframework.serialization.Revision;
import org.joda.money.Money;

/** Goods came back. The refund and the restocking follow from this event. */
@Revision("1")
public record OrderLinesReturned(
    OrderId orderId, ReturnId returnId, List<ReturnedLine> lines, Money refund)
    implements OrderEvent {
  public OrderLinesReturned {
    lines = List.copyOf(lines);
  }
}
