package io.daybook.query.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/** Whoever is slow costs no memory: he is read to when he asks. */
class SubscriberTest {
  private final List<Long> read = new ArrayList<>();
  private final List<Long> taken = new ArrayList<>();
  private Subscriber<Long> subscriber;
  private boolean hasCaughtUp = true;

  /** Takes nothing by itself. */
  private final BaseSubscriber<Long> taker =
      new BaseSubscriber<>() {
        @Override
        protected void hookOnSubscribe(Subscription subscription) {
          // asks later
        }

        @Override
        protected void hookOnNext(Long position) {
          taken.add(position);
        }
      };

  private void subscribe(long from) {
    Flux.<Long>create(
            sink -> {
              subscriber =
                  new Subscriber<>(
                      new Topic.Stock("TEA"), from, this::rows, row -> row, sink, Runnable::run);
              if (hasCaughtUp) {
                subscriber.hasCaughtUp();
              }
              sink.onRequest(_ -> subscriber.tell());
            })
        .subscribe(taker);
  }

  /** A change at every tenth position. */
  private List<Long> rows(long after, long upTo, int limit) {
    var rows =
        LongStream.rangeClosed(after + 1, upTo)
            .filter(position -> position % 10 == 0)
            .limit(limit)
            .boxed()
            .toList();
    read.addAll(rows);
    return rows;
  }

  @Test
  void nothing_is_read_before_it_is_asked_for_and_then_no_more_than_that() {
    subscribe(0);
    subscriber.know(10_000);
    assertThat(read).isEmpty();
    taker.request(3);
    assertThat(taken).containsExactly(10L, 20L, 30L);
    assertThat(read).isEqualTo(taken);
    taker.request(1);
    assertThat(taken).containsExactly(10L, 20L, 30L, 40L);
  }

  @Test
  void whoever_has_asked_for_much_is_told_of_all_in_pages_and_of_nothing_twice() {
    subscribe(0);
    taker.request(Long.MAX_VALUE);
    subscriber.know(2_000);
    subscriber.know(2_000);
    subscriber.know(3_005);
    assertThat(taken).isEqualTo(LongStream.rangeClosed(1, 300).map(n -> n * 10).boxed().toList());
  }

  @Test
  void what_does_not_concern_him_is_passed_over_without_a_look() {
    subscribe(0);
    taker.request(Long.MAX_VALUE);
    subscriber.pass(500);
    assertThat(read).isEmpty();
    subscriber.know(520);
    assertThat(taken).containsExactly(510L, 520L);
  }

  @Test
  void only_who_leaves_what_there_is_to_tell_is_slow() {
    subscribe(0);
    assertThat(subscriber.isSlow(Duration.ZERO)).isFalse();
    subscriber.know(100);
    await().until(() -> subscriber.isSlow(Duration.ofMillis(20)));
    assertThat(subscriber.isSlow(Duration.ofMinutes(1))).isFalse();
    taker.request(Long.MAX_VALUE);
    assertThat(subscriber.isSlow(Duration.ZERO)).isFalse();
  }

  @Test
  void what_was_there_when_he_came_is_told_though_what_came_since_does_not_concern_him() {
    hasCaughtUp = false;
    subscribe(0);
    taker.request(10);
    subscriber.pass(25);
    subscriber.know(20);
    assertThat(taken).containsExactly(10L, 20L);
  }
}
