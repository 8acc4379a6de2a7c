package io.daybook.command.order;

import io.daybook.command.api.CommandSubmitter;
import io.daybook.eventstore.EventLog;
import io.daybook.schema.order.OrderId;
import java.time.Clock;
import java.util.ArrayList;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/**
 * Prices an order and places it. One read of the log brings the products' streams and, if the key
 * was used before, the order's own; {@link Placement} decides what follows.
 */
@Component
class OrderPlacement {
  private final EventLog log;
  private final CommandSubmitter commands;
  private final Clock clock;

  OrderPlacement(EventLog log, CommandSubmitter commands, Clock clock) {
    this.log = log;
    this.commands = commands;
    this.clock = clock;
  }

  /** What was placed. */
  record Receipt(OrderId orderId, Money total) {}

  Receipt place(OrderId id, OrderRequests.NewOrder body) {
    var streams = new ArrayList<>(Placement.products(body));
    streams.add(id.toString());
    var placement = Placement.of(id, body, log.readStreams(streams), clock.instant());
    if (placement.isNew()) {
      commands.sendNew(placement.command());
    } else {
      commands.send(placement.command());
    }
    return new Receipt(id, placement.total());
  }
}
