package io.daybook.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.privacy.SealedUpcaster;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An older release must not take a sealed text for a text. */
class SealedUpcasterTest {
  private final Serializer serializer = Jackson3Serializer.builder().build();

  @ParameterizedTest
  @MethodSource("io.daybook.schema.EventContractTest#events")
  void an_event_has_a_revision_since_when_it_is_sealed_and_no_other_event_has(Class<?> event) {
    var current = Integer.parseInt(event.getAnnotation(Revision.class).value());
    var lifted =
        IntStream.range(1, current).filter(former -> isLifted(event, Integer.toString(former)));
    assertThat(lifted.count()).isEqualTo(isPersonal(event) ? 1 : 0);
  }

  private boolean isLifted(Class<?> event, String former) {
    var row =
        new GenericDomainEventEntry<>(
            "Type", "stream", 0, "id", Instant.EPOCH, event.getName(), former, "{}", "{}");
    return new SealedUpcaster()
        .upcast(Stream.of(new InitialEventRepresentation(row, serializer)))
        .noneMatch(one -> former.equals(one.getType().getRevision()));
  }

  private static boolean isPersonal(Class<?> type) {
    return type.isRecord()
        && Arrays.stream(type.getRecordComponents()).anyMatch(SealedUpcasterTest::isPersonal);
  }

  private static boolean isPersonal(RecordComponent component) {
    return component.isAnnotationPresent(Personal.class) || isPersonal(component.getType());
  }
}
