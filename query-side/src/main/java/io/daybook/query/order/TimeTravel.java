package io.daybook.query.order;

import io.daybook.eventstore.EventLog;
import io.daybook.eventstore.LoggedEvent;
import io.daybook.query.BadQuery;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.shipping.ShipmentId;
import java.util.List;
import java.util.Optional;
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

  /** All events of the order's own streams, in the order of the log. */
  List<LoggedEvent> events(OrderId id) {
    return log.readStreams(
        List.of(id.toString(), new PaymentId(id).toString(), new ShipmentId(id).toString()));
  }

  /**
   * The order as it was.
   *
   * @param position events after it are left out; null for as it is
   */
  Optional<OrderView> at(OrderId id, @Nullable Long position) {
    var known = position == null ? Long.MAX_VALUE : position;
    return OrderView.of(events(id).stream().filter(event -> event.position() <= known).toList());
  }

  /**
   * The order as it was after a version of its stream.
   *
   * @throws BadQuery when that version does not exist
   */
  Optional<OrderView> atVersion(OrderId id, int version) {
    var events = events(id);
    if (events.isEmpty()) {
      return Optional.empty();
    }
    var last = positionOf(id, version, events);
    return OrderView.of(events.stream().filter(event -> event.position() <= last).toList());
  }

  /**
   * The position of a version of the order's stream.
   *
   * @throws BadQuery when that version does not exist
   */
  static long positionOf(OrderId id, int version, List<LoggedEvent> events) {
    return events.stream()
        .filter(event -> event.stream().equals(id.toString()) && event.version() == version)
        .findFirst()
        .orElseThrow(() -> new BadQuery("atVersion", "the order has no version " + version))
        .position();
  }
}
