package io.daybook.relay.webhook;

import io.daybook.relay.published.Announcement;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;

/** What is told of orders that tests know by a letter. */
final class ToldForTests {
  private ToldForTests() {}

  static OrderId order(String letter) {
    return new OrderId(UUID.nameUUIDFromBytes(letter.getBytes(StandardCharsets.UTF_8)));
  }

  /** Something that happened to an order at a position. */
  static Announcement of(String letter, long position) {
    var event = new OrderConfirmed(order(letter));
    var message =
        new GenericDomainEventMessage<>(
            "Order",
            order(letter).toString(),
            position,
            new GenericMessage<>(new UUID(0, position).toString(), event, MetaData.emptyInstance()),
            () -> Instant.EPOCH);
    return Announcement.of(
            new GenericTrackedDomainEventMessage<>(
                new GlobalSequenceTrackingToken(position), message),
            _ -> List.of())
        .getFirst();
  }
}
