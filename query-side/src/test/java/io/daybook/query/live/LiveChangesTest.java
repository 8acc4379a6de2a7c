package io.daybook.query.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.daybook.eventstore.EventLog;
import io.daybook.query.Horizons;
import io.daybook.query.QueryProperties;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever comes while something happens is told of it, whatever thread is late. */
class LiveChangesTest {
  private static final long HEAD = 5;

  private final EventLog events = mock();
  private final Horizons horizons = mock();
  private final QueryProperties limits = mock();
  private final AtomicLong followedFrom = new AtomicLong(-2);
  private final List<Long> told = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private LiveChanges changes;

  @BeforeEach
  void nothing_comes_any_more() throws InterruptedException {
    BlockingStream<TrackedEventMessage<?>> silence = mock();
    when(silence.hasNextAvailable(anyInt(), any()))
        .thenAnswer(
            call -> {
              ended.await(call.<Integer>getArgument(0), call.getArgument(1));
              return false;
            });
    when(events.follow(anyLong()))
        .thenAnswer(
            call -> {
              followedFrom.set(call.getArgument(0));
              return silence;
            });
    when(events.headPosition()).thenReturn(HEAD);
    when(limits.subscriptions()).thenReturn(3);
    changes = new LiveChanges(events, horizons, mock(), limits);
  }

  @AfterEach
  void close() {
    changes.close();
    ended.countDown();
  }

  private static List<Long> fifth(long after, long upTo, int limit) {
    return after < HEAD && upTo >= HEAD ? List.of(HEAD) : List.of();
  }

  @Test
  void what_read_models_learn_of_while_somebody_comes_is_told() {
    // Behind when he looks, and no more when others do.
    when(horizons.of(any())).thenReturn(0L);
    when(horizons.of(any(), anyLong())).thenReturn(0L, HEAD);
    var open =
        changes
            .of(new Topic.Stock("TEA"), 0L, LiveChangesTest::fifth, row -> row)
            .subscribe(told::add);
    await().until(() -> !told.isEmpty());
    assertThat(told).containsExactly(HEAD);
    open.dispose();
  }

  @Test
  void the_log_is_followed_from_where_it_was_when_the_first_came() {
    when(horizons.of(any())).thenReturn(HEAD);
    when(horizons.of(any(), anyLong())).thenReturn(HEAD);
    var open =
        changes
            .of(new Topic.Stock("TEA"), null, LiveChangesTest::fifth, row -> row)
            .subscribe(told::add);
    await().until(() -> followedFrom.get() != -2);
    assertThat(followedFrom).hasValue(HEAD);
    open.dispose();
  }
}
