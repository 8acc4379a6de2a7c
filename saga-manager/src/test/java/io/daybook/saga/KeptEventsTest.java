package io.daybook.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.schema.SchemaJson;
import io.daybook.schema.order.CancellationCause;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderCancelledUpcaster;
import io.daybook.schema.order.OrderId;
import java.util.UUID;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;

class KeptEventsTest {
  private static final OrderId ORDER = new OrderId(UUID.randomUUID());

  private final KeptEvents events =
      new KeptEvents(
          Jackson3Serializer.builder()
              .revisionResolver(new AnnotationRevisionResolver())
              .jsonMapperBuilderCustomizer(mapper -> mapper.addModule(SchemaJson.moneyModule()))
              .build(),
          new OrderCancelledUpcaster());

  @Test
  void an_event_is_read_as_it_was_kept() {
    var cancelled = new OrderCancelled(ORDER, CancellationCause.CARRIER, "no van");
    assertThat(events.read(events.keep(cancelled))).isEqualTo(cancelled);
  }

  @Test
  void an_event_that_was_kept_by_an_earlier_release_is_lifted() {
    var json = "{\"orderId\": \"" + ORDER + "\", \"reason\": \"not enough stock of TEA\"}";
    var kept = new KeptEvents.Kept(OrderCancelled.class.getName(), "1", json);
    assertThat(events.read(kept))
        .isEqualTo(new OrderCancelled(ORDER, CancellationCause.STOCK, "not enough stock of TEA"));
  }

  @Test
  void an_event_that_this_release_does_not_know_is_not_read() {
    var kept = new KeptEvents.Kept("io.daybook.schema.order.OrderFramed", "1", "{}");
    assertThatThrownBy(() -> events.read(kept)).isInstanceOf(RuntimeException.class);
  }
}
