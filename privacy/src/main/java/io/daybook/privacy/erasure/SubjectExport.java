package io.daybook.privacy.erasure;

import io.daybook.eventstore.EventLog;
import io.daybook.eventstore.LoggedEvent;
import io.daybook.eventstore.MetadataKeys;
import io.daybook.privacy.erasure.CustomerOrders.Ordered;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.ShownEvents;
import io.daybook.web.Refused;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that is known of a customer, from the log, for the customer to read and to take elsewhere.
 */
@Component
class SubjectExport {
  private static final String ORDER = "order-";
  private static final List<String> STREAMS =
      List.of(ORDER, "payment-", "shipment-", "fulfilment-");

  private final CustomerOrders orders;
  private final EventLog log;
  private final Clock clock;
  private final JsonMapper json = ShownEvents.mapper();

  SubjectExport(CustomerOrders orders, EventLog log, Clock clock) {
    this.orders = orders;
    this.log = log;
    this.clock = clock;
  }

  /** The orders of a customer, the latest first. */
  record Subject(CustomerId customerId, Instant at, List<OrderHistory> orders) {}

  /** An order with all that happened to it, the earliest first. */
  record OrderHistory(String orderId, List<Happened> events) {}

  /**
   * Something that happened.
   *
   * @param what the event as the log has it; tokens of payments are nobody's to read
   */
  record Happened(long position, Instant at, String event, @Nullable String by, Object what) {}

  /**
   * All that is known.
   *
   * @throws Refused 404 when the customer never ordered anything
   */
  Subject of(CustomerId customer) {
    var known = orders.of(customer);
    if (known.isEmpty()) {
      throw Refused.missing(customer.toString());
    }
    return new Subject(customer, clock.instant(), known.stream().map(this::history).toList());
  }

  private OrderHistory history(Ordered order) {
    var id = order.orderId().substring(ORDER.length());
    var events = log.readStreams(STREAMS.stream().map(prefix -> prefix + id).toList());
    return new OrderHistory(order.orderId(), happened(events.stream()).toList());
  }

  private Stream<Happened> happened(Stream<LoggedEvent> events) {
    return events.map(
        event ->
            new Happened(
                event.position(),
                event.timestamp(),
                event.payloadType(),
                event.metadata().get(MetadataKeys.ACTOR),
                json.convertValue(event.payload(), Object.class)));
  }
}
