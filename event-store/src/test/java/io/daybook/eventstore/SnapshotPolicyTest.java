package io.daybook.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.eventstore.EventStoreProperties.SnapshotRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.Snapshotter;
import org.junit.jupiter.api.Test;

class SnapshotPolicyTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final EventStoreProperties EVERY_HUNDRED =
      new EventStoreProperties(null, 1, HOUR, new SnapshotRule(100, HOUR), Map.of(), HOUR, HOUR);

  private final List<Long> snapshots = new ArrayList<>();
  private long version;

  private final SnapshotPolicy policy =
      new SnapshotPolicy(
          new Snapshotter() {
            @Override
            public void scheduleSnapshot(Class<?> aggregateType, String identifier) {
              snapshots.add(version);
            }
          },
          EVERY_HUNDRED);

  @Test
  void a_short_stream_has_one_after_so_many_events() {
    follow(1_600);
    assertThat(snapshots).hasSize(16).startsWith(99L, 199L, 299L).endsWith(1_599L);
  }

  @Test
  void the_longer_a_stream_the_further_they_are_apart() {
    follow(12_000);
    for (int i = 1; i < snapshots.size(); i++) {
      var apart = snapshots.get(i) - snapshots.get(i - 1);
      assertThat(apart).isBetween(100L, Math.max(100, snapshots.get(i) / 16 + 1));
    }
    assertThat(snapshots).hasSizeLessThan(60); // of 120
  }

  @Test
  void but_never_by_more_than_eight_times_that() {
    follow(40_000);
    var last = snapshots.size() - 1;
    assertThat(snapshots.get(last) - snapshots.get(last - 1)).isEqualTo(800);
  }

  private void follow(int events) {
    var trigger = policy.prepareTrigger(Object.class);
    trigger.initializationFinished();
    for (version = 0; version < events; version++) {
      trigger.eventHandled(new GenericDomainEventMessage<>("Shelf", "shelf", version, "taken"));
    }
  }
}
