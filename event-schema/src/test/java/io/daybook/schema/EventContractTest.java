package io.daybook.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import io.daybook.schema.catalog.ProductEvent;
import io.daybook.schema.fulfilment.FulfilmentEvent;
import io.daybook.schema.inventory.GoodsNoteBooked;
import io.daybook.schema.inventory.StockEvent;
import io.daybook.schema.operation.OperationEvent;
import io.daybook.schema.order.CancellationCause;
import io.daybook.schema.order.DeliveryAddressChanged;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderCancelledUpcaster;
import io.daybook.schema.order.OrderEvent;
import io.daybook.schema.payment.PaymentEvent;
import io.daybook.schema.payment.PaymentVoidRequested;
import io.daybook.schema.payment.PaymentVoidRequestedUpcaster;
import io.daybook.schema.privacy.PrivacyEvent;
import io.daybook.schema.privacy.SealedUpcaster;
import io.daybook.schema.reconciliation.DiscrepancyEvent;
import io.daybook.schema.reconciliation.DiscrepancyFound;
import io.daybook.schema.reconciliation.DiscrepancySettled;
import io.daybook.schema.reconciliation.DiscrepancyUpcaster;
import io.daybook.schema.shipping.CarrierBookingCancellationRequested;
import io.daybook.schema.shipping.ShipmentEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every event is written and read as its approved sample says. Samples of former revisions stay:
 * they are in logs. A new event or revision writes its sample with {@code -Ddaybook.approve=true},
 * to be reviewed and committed.
 */
class EventContractTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(SchemaJson.moneyModule())
          .changeDefaultVisibility(
              v ->
                  v.withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                      .withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                      .withVisibility(PropertyAccessor.CREATOR, Visibility.ANY))
          .build();

  static Stream<Class<?>> events() {
    return Stream.of(
            OrderEvent.class,
            PaymentEvent.class,
            ShipmentEvent.class,
            FulfilmentEvent.class,
            StockEvent.class,
            GoodsNoteBooked.class,
            ProductEvent.class,
            DiscrepancyEvent.class,
            OperationEvent.class,
            PrivacyEvent.class)
        .flatMap(Samples::leaves);
  }

  /** The sample of the current revision. */
  static Path approved(Class<?> type) {
    var revision = type.getAnnotation(Revision.class).value();
    return GOLDEN.resolve(type.getSimpleName() + "-" + revision + ".json");
  }

  @ParameterizedTest
  @MethodSource("events")
  void every_event_is_written_and_read_as_approved(Class<?> type) throws IOException {
    var sample = Samples.of(type);
    var file = approved(type);
    if (Boolean.getBoolean("daybook.approve") && !Files.exists(file)) {
      Files.writeString(
          file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(sample) + "\n");
    }
    var approved = JSON.readTree(file);
    assertThat(JSON.<tools.jackson.databind.JsonNode>valueToTree(sample)).isEqualTo(approved);
    assertThat((Object) JSON.treeToValue(approved, type)).isEqualTo(sample);
  }

  @Test
  void every_event_of_this_module_is_among_them() throws IOException {
    var classes = Path.of("target/classes");
    try (var files = Files.walk(classes)) {
      assertThat(
              files
                  .map(file -> classes.relativize(file).toString())
                  .filter(file -> file.endsWith(".class"))
                  .map(file -> file.replace(".class", "").replace('/', '.'))
                  .<Class<?>>map(name -> loaded(name))
                  .filter(type -> type.isAnnotationPresent(Revision.class)))
          .containsExactlyInAnyOrderElementsOf(events().toList());
    }
  }

  @Test
  void a_cancellation_of_revision_1_is_lifted_to_name_its_cause() throws IOException {
    var old = Files.readString(GOLDEN.resolve("OrderCancelled-1.json"));
    assertThat(lifted(old).cause()).isEqualTo(CancellationCause.STOCK);
    assertThat(lifted(old.replace("not enough stock of TEA", "payment declined: x")).cause())
        .isEqualTo(CancellationCause.PAYMENT);
    assertThat(lifted(old.replace("not enough stock of TEA", "too slow")).cause())
        .isEqualTo(CancellationCause.CUSTOMER);
  }

  @ParameterizedTest
  @ValueSource(classes = {DiscrepancyFound.class, DiscrepancySettled.class})
  void what_was_told_in_revision_1_is_read_as_revision_2(Class<?> type) throws IOException {
    var old = Files.readString(GOLDEN.resolve(type.getSimpleName() + "-1.json"));
    assertThat(lifted(type, old, new DiscrepancyUpcaster())).isEqualTo(Samples.of(type));
  }

  @Test
  void a_void_of_revision_1_is_lifted_and_does_not_know_what_is_held() throws IOException {
    var old = Files.readString(GOLDEN.resolve("PaymentVoidRequested-1.json"));
    var lifted =
        (PaymentVoidRequested)
            lifted(PaymentVoidRequested.class, old, new PaymentVoidRequestedUpcaster());
    assertThat(lifted.providerReference()).isNull();
    assertThat(lifted.paymentId().toString())
        .isEqualTo(JSON.readTree(old).path("paymentId").asString());
  }

  @ParameterizedTest
  @ValueSource(classes = {DeliveryAddressChanged.class, CarrierBookingCancellationRequested.class})
  void what_was_not_counted_in_revision_1_is_number_0(Class<?> type) throws IOException {
    var old = Files.readString(GOLDEN.resolve(type.getSimpleName() + "-1.json"));
    var upcaster =
        type == DeliveryAddressChanged.class
            ? new NumberAddedUpcaster(DeliveryAddressChanged.class, "change")
            : new NumberAddedUpcaster(CarrierBookingCancellationRequested.class, "booking");
    switch (lifted(type, old, upcaster)) {
      case DeliveryAddressChanged changed -> {
        assertThat(changed.change()).isZero();
        assertThat(changed.deliveryAddress().city()).isEqualTo("text-1");
      }
      case CarrierBookingCancellationRequested asked -> {
        assertThat(asked.booking()).isZero();
        assertThat(asked.bookingReference()).isEqualTo("text-1");
      }
      default -> throw new AssertionError(type);
    }
  }

  /** Who does not handle an event of this revision leaves out such rows before they are lifted. */
  @ParameterizedTest
  @MethodSource("events")
  void an_event_of_the_current_revision_is_lifted_to_nothing_else(Class<?> type)
      throws IOException {
    var serializer = Jackson3Serializer.builder().build();
    var revision = type.getAnnotation(Revision.class).value();
    var entry =
        new GenericDomainEventEntry<>(
            "Order",
            "order-1",
            3,
            "id",
            Instant.EPOCH,
            type.getName(),
            revision,
            Files.readString(approved(type)),
            "{}");
    var all =
        new EventUpcasterChain(
            List.of(
                new OrderCancelledUpcaster(),
                new DiscrepancyUpcaster(),
                new PaymentVoidRequestedUpcaster(),
                new NumberAddedUpcaster(DeliveryAddressChanged.class, "change"),
                new NumberAddedUpcaster(CarrierBookingCancellationRequested.class, "booking"),
                new SealedUpcaster()));
    assertThat(all.upcast(Stream.of(new InitialEventRepresentation(entry, serializer))))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getType().getName()).isEqualTo(type.getName());
              assertThat(event.getType().getRevision()).isEqualTo(revision);
            });
  }

  private static OrderCancelled lifted(String json) {
    return (OrderCancelled) lifted(OrderCancelled.class, json, new OrderCancelledUpcaster());
  }

  private static Object lifted(Class<?> type, String json, EventUpcaster upcaster) {
    var entry =
        new GenericDomainEventEntry<>(
            "Order", "order-1", 3, "id", Instant.EPOCH, type.getName(), "1", json, "{}");
    var serializer =
        Jackson3Serializer.builder()
            .jsonMapperBuilderCustomizer(mapper -> mapper.addModule(SchemaJson.moneyModule()))
            .revisionResolver(new AnnotationRevisionResolver())
            .build();
    var upcasters = new EventUpcasterChain(List.of(upcaster, new SealedUpcaster()));
    return EventUtils.upcastAndDeserializeTrackedEvents(
            Stream.of(new TrackedDomainEventData<>(new GlobalSequenceTrackingToken(1), entry)),
            serializer,
            upcasters)
        .findFirst()
        .orElseThrow()
        .getPayload();
  }

  private static Class<?> loaded(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
