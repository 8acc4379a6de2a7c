package io.daybook.query.order;

import io.daybook.eventstore.EventLog;
import io.daybook.eventstore.LoggedEvent;
import io.daybook.query.BadQuery;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.shipping.ShipmentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** What an order looked like then: its streams, read from the log and folded up to a point. */
@Component
class TimeTravel {
  private final EventLog log;

  TimeTravel(@Qualifier("query") EventLog log) {
    this.log = log;
  }

  /**
   * The order as it was.
   *
   * @param asOf events recorded later are left out
   * @param atVersion events after this version of the order's stream are left out
   * @throws BadQuery when both are given, or the version does not exist
   */
  Optional<OrderView> order(OrderId id, @Nullable Instant asOf, @Nullable Integer atVersion) {
    if (asOf != null && atVersion != null) {
      throw new BadQuery("ask for asOf or atVersion, not for both");
    }
    var events =
        log.readStreams(
            List.of(id.toString(), new PaymentId(id).toString(), new ShipmentId(id).toString()));
    return OrderView.of(events.stream().filter(known(id, events, asOf, atVersion)).toList());
  }

  private static Predicate<LoggedEvent> known(
      OrderId id, List<LoggedEvent> events, @Nullable Instant asOf, @Nullable Integer atVersion) {
    if (asOf != null) {
      return event -> !event.timestamp().isAfter(asOf);
    }
    if (atVersion == null || events.isEmpty()) {
      return _ -> true;
    }
    var last =
        events.stream()
            .filter(e -> e.stream().equals(id.toString()) && e.version() == atVersion)
            .findFirst()
            .orElseThrow(() -> new BadQuery("the order has no version " + atVersion));
    return event -> event.position() <= last.position();
  }
}
