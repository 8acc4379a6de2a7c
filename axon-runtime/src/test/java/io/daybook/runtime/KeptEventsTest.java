package io.daybook.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.runtime.Counters.Counted;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;

class KeptEventsTest {
  private final KeptEvents events =
      new KeptEvents(
          Jackson3Serializer.builder().revisionResolver(new AnnotationRevisionResolver()).build(),
          new Upcasters.Renamed());

  @Test
  void an_event_is_read_as_it_was_kept() {
    var counted = new Counted("mugs", 7);
    assertThat(events.read(events.keep(counted))).isEqualTo(counted);
  }

  @Test
  void an_event_that_was_kept_by_an_earlier_release_is_lifted() {
    var json = "{\"id\": \"mugs\", \"step\": 3}";
    var kept = new KeptEvents.Kept(Counted.class.getName(), "1", json);
    assertThat(events.read(kept)).isEqualTo(new Counted("mugs", 3));
  }

  @Test
  void an_event_that_this_release_does_not_know_is_not_read() {
    var kept = new KeptEvents.Kept("io.daybook.runtime.Counters$Framed", "1", "{}");
    assertThatThrownBy(() -> events.read(kept)).isInstanceOf(SerializationException.class);
  }
}
