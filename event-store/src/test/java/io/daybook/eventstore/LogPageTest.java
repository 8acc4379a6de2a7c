package io.daybook.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tail believes that its pages weigh, against what the heap says. */
class LogPageTest {
  private static final int EVENTS = 10_000;

  /** Small parts cost most beside their text. */
  @Revision("1")
  record Ordered(String id, List<Map<String, String>> lines) {}

  private final Serializer json = Jackson3Serializer.builder().build();
  private final EventReader reader =
      new EventReader(json, new AnnotationRevisionResolver(), List.of());

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 20})
  void the_estimate_is_not_below_and_not_far_above_what_is_held(int lines) {
    var before = used();
    long weight = 0;
    var held = new ArrayList<List<TrackedEventMessage<?>>>();
    for (long position = 0; position < EVENTS; position += EventTable.PAGE) {
      var rows =
          LongStream.range(position, position + EventTable.PAGE)
              .mapToObj(p -> row(p, lines))
              .toList();
      weight += rows.stream().mapToLong(LogPage::weightOf).sum();
      var messages = reader.inLog(rows).toList();
      messages.forEach(TrackedEventMessage::getPayload);
      messages.forEach(TrackedEventMessage::getMetaData);
      held.add(messages);
    }
    var measured = used() - before;
    assertThat(held).hasSize(EVENTS / EventTable.PAGE);
    assertThat(weight).isBetween((long) (0.95 * measured), 3 * measured);
  }

  private EventRow row(long position, int lines) {
    var event =
        new Ordered(
            "order-" + position,
            LongStream.range(0, lines)
                .mapToObj(i -> Map.of("sku", "A-" + position + i, "quantity", "" + i))
                .toList());
    var metadata =
        "{\"correlation_id\":\"%036d\",\"causation_id\":\"%036d\",\"actor\":\"ada\"}"
            .formatted(position, position);
    return new EventRow(
        position,
        "order-%036d".formatted(position),
        0,
        new String("Order"),
        "%036d".formatted(position),
        Instant.now(),
        new String(Ordered.class.getName()),
        new String("1"),
        json.serialize(event, String.class).getData(),
        metadata);
  }

  private static long used() {
    var memory = ManagementFactory.getMemoryMXBean();
    for (int i = 0; i < 3; i++) {
      memory.gc();
    }
    return memory.getHeapMemoryUsage().getUsed();
  }
}
