package io.daybook.app.rules;

import io.daybook.schema.Samples;
import io.daybook.schema.catalog.ProductEvent;
import io.daybook.schema.fulfilment.FulfilmentEvent;
import io.daybook.schema.inventory.GoodsNoteBooked;
import io.daybook.schema.inventory.StockEvent;
import io.daybook.schema.operation.OperationEvent;
import io.daybook.schema.order.OrderEvent;
import io.daybook.schema.payment.PaymentEvent;
import io.daybook.schema.privacy.PrivacyEvent;
import io.daybook.schema.reconciliation.DiscrepancyEvent;
import io.daybook.schema.shipping.ShipmentEvent;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** Makes {@code docs/events.md} from the sealed types, their sources and who uses them. */
final class EventsDocument {
  static final String COMMAND =
      "./mvnw -pl app -am test -Dtest=EventsDocumentTest -Ddaybook.docs.write=true"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

  static final List<Class<?>> ROOTS =
      List.of(
          OrderEvent.class,
          PaymentEvent.class,
          StockEvent.class,
          GoodsNoteBooked.class,
          ShipmentEvent.class,
          FulfilmentEvent.class,
          ProductEvent.class,
          DiscrepancyEvent.class,
          OperationEvent.class,
          PrivacyEvent.class);

  private static final String HEAD =
      """
      # Events

      Every event that is in the log, or may be, made from the code by
      [EventsDocumentTest](../app/src/test/java/io/daybook/app/rules/EventsDocumentTest.java). Do not edit it, make it anew:

      ```sh
      %s
      ```

      An event is for ever, and so is every revision of it: [a golden sample of each](../event-schema/src/test/resources/golden) is read by a test. An old revision
      is lifted by an upcaster when it is read. An event of an order is in the order's timeline, whatever stream it is in.
      """;

  private EventsDocument() {}

  static String make() {
    var code = EventsInCode.read();
    var events = ROOTS.stream().flatMap(Samples::leaves).toList();
    code.checkThatAllAre(events);
    return HEAD.formatted(COMMAND)
        + ROOTS.stream().map(root -> table(root, code)).collect(Collectors.joining())
        + parts(events);
  }

  private static String table(Class<?> root, EventsInCode code) {
    var rows =
        Samples.leaves(root).map(event -> row(event, code)).collect(Collectors.joining("\n"));
    var type = code.streamType(root);
    return """

        ## %s

        Stream type `%s`.

        | event | revision | when | fields | decided by |
        |---|---|---|---|---|
        %s
        """
        .formatted(root.getSimpleName(), type, rows);
  }

  private static String row(Class<?> event, EventsInCode code) {
    var revision = Integer.parseInt(event.getAnnotation(Revision.class).value());
    var lifted =
        code.upcasters(event, revision).stream()
            .map(upcaster -> "; " + upcaster)
            .collect(Collectors.joining());
    return "| %s | %d%s | %s | %s | %s |"
        .formatted(
            "[" + event.getSimpleName() + "](" + EventSources.link(event) + ")",
            revision,
            lifted,
            EventSources.purpose(event),
            fields(event),
            String.join(", ", code.emitters(event)));
  }

  private static String fields(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(field -> "`" + field.getName() + "` " + name(field.getGenericType()) + orNull(field))
        .collect(Collectors.joining(", "));
  }

  private static String orNull(RecordComponent field) {
    return field.getAnnotatedType().isAnnotationPresent(Nullable.class) ? " or null" : "";
  }

  private static String name(Type type) {
    return type instanceof ParameterizedType list
        ? name(list.getActualTypeArguments()[0]) + "[]"
        : ((Class<?>) type).getSimpleName();
  }

  /** What events are made of, and their fields, down to plain values. */
  private static String parts(List<Class<?>> events) {
    var parts = new TreeSet<Class<?>>(Comparator.comparing(Class::getSimpleName));
    events.forEach(event -> collect(event, parts));
    return """

        ## Parts

        An identifier, a SKU and a card token are texts in JSON, an `Instant` is ISO 8601, a `Money` has an amount as text and a currency.

        | part | is |
        |---|---|
        %s
        """
        .formatted(parts.stream().map(EventsDocument::part).collect(Collectors.joining("\n")));
  }

  private static void collect(Class<?> type, TreeSet<Class<?>> parts) {
    for (var field : type.getRecordComponents()) {
      ours(field)
          .filter(part -> part.isEnum() || part.getRecordComponents().length > 1)
          .filter(parts::add)
          .filter(Class::isRecord)
          .forEach(part -> collect(part, parts));
    }
  }

  private static Stream<Class<?>> ours(RecordComponent field) {
    var type =
        field.getGenericType() instanceof ParameterizedType list
            ? (Class<?>) list.getActualTypeArguments()[0]
            : field.getType();
    return Stream.<Class<?>>of(type).filter(ours -> ours.getName().startsWith("io.daybook."));
  }

  private static String part(Class<?> part) {
    var is =
        part.isEnum()
            ? Arrays.stream(part.getEnumConstants())
                .map(value -> "`" + value + "`")
                .collect(Collectors.joining(", "))
            : fields(part);
    return "| [%s](%s) | %s |".formatted(part.getSimpleName(), EventSources.link(part), is);
  }
}
