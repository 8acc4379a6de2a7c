package io.daybook.relay.published;

import io.daybook.eventstore.MetadataKeys;
import io.daybook.schema.Samples;
import io.daybook.schema.catalog.ProductEvent;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.fulfilment.FulfilmentEvent;
import io.daybook.schema.inventory.GoodsNoteBooked;
import io.daybook.schema.inventory.StockEvent;
import io.daybook.schema.operation.OperationEvent;
import io.daybook.schema.order.OrderEvent;
import io.daybook.schema.payment.PaymentEvent;
import io.daybook.schema.privacy.PrivacyEvent;
import io.daybook.schema.reconciliation.DiscrepancyEvent;
import io.daybook.schema.shipping.ParcelItem;
import io.daybook.schema.shipping.ShipmentEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;

/** An event of each kind that the log has, and what is told of it. */
final class WordsForTests {
  private static final Instant RECORDED = Instant.parse("2026-11-20T10:15:30.123456Z");
  private static final long POSITION = 1_234;
  private static final Parcels PARCELS = _ -> List.of(new ParcelItem(new Sku("text-1"), 3));

  private WordsForTests() {}

  /** The kinds of events of the log. */
  static Stream<Class<?>> kinds() {
    return Stream.concat(
        Stream.of(
                OrderEvent.class,
                PaymentEvent.class,
                StockEvent.class,
                ShipmentEvent.class,
                ProductEvent.class,
                PrivacyEvent.class,
                FulfilmentEvent.class,
                DiscrepancyEvent.class,
                OperationEvent.class)
            .flatMap(Samples::leaves),
        Stream.of(GoodsNoteBooked.class));
  }

  static List<Announcement> told(Class<?> kind) {
    return Announcement.of(event(Samples.of(kind)), PARCELS);
  }

  /** One message of each type, by type. */
  static TreeMap<String, Announcement> messages() {
    var messages = new TreeMap<String, Announcement>();
    kinds()
        .flatMap(kind -> told(kind).stream())
        .forEach(one -> messages.putIfAbsent(one.type().name(), one));
    return messages;
  }

  static String json(Announcement announcement) {
    return new String(announcement.json(), StandardCharsets.UTF_8);
  }

  static TrackedEventMessage<?> event(Object payload) {
    var id = UUID.nameUUIDFromBytes(payload.getClass().getName().getBytes(StandardCharsets.UTF_8));
    var message =
        new GenericDomainEventMessage<>(
            "Type",
            "stream",
            0,
            new GenericMessage<>(
                id.toString(),
                payload,
                MetaData.with(MetadataKeys.CORRELATION_ID, "c0ffee00-0000-4000-8000-000000000001")
                    .and(MetadataKeys.CAUSATION_ID, "c0ffee00-0000-4000-8000-000000000002")
                    .and(MetadataKeys.ACTOR, "somebody")),
            () -> RECORDED);
    return new GenericTrackedDomainEventMessage<>(
        new GlobalSequenceTrackingToken(POSITION), message);
  }
}
