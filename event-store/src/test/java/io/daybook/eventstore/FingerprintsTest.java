package io.daybook.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a snapshot of another release is of use: as long as nothing it stands for has changed. */
class FingerprintsTest {
  sealed interface Moved permits Up, Sideways {}

  record Up() implements Moved {}

  sealed interface Sideways extends Moved permits Left {}

  record Left() implements Sideways {}

  record Renamed() {}

  static class Piece {
    @AggregateIdentifier private @Nullable String id;

    @EventSourcingHandler
    void on(Moved event) {
      id = event.toString();
    }
  }

  @Test
  void it_changes_with_each_event_that_the_aggregate_follows_and_with_its_own_shape() {
    assertThat(List.of(Up.class, Left.class, Piece.class))
        .allSatisfy(type -> assertThat(fingerprint(type)).isNotEqualTo(fingerprint(Object.class)));
  }

  @Test
  void it_stays_when_events_of_others_change() {
    assertThat(fingerprint(Renamed.class)).isEqualTo(fingerprint(Object.class));
  }

  /** Of a release in which one class has a newer revision. */
  private static String fingerprint(Class<?> newer) {
    return new Fingerprints(List::of, type -> type.equals(newer) ? "2" : "1").of(Piece.class);
  }
}
