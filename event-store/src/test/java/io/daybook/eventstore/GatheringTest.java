package io.daybook.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GatheringTest {
  private static final Duration APART = Duration.ofMillis(1);

  private final Queue<List<Integer>> goes = new ConcurrentLinkedQueue<>();

  @Test
  void what_comes_while_something_is_done_is_done_together() throws InterruptedException {
    var mayGoOn = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    try (var gathering =
        new Gathering<Integer>(
            "test",
            APART,
            some -> {
              goes.add(some);
              begun.countDown();
              await(mayGoOn);
            })) {
      var first = gathering.add(0);
      begun.await();
      var rest = IntStream.range(1, 50).mapToObj(gathering::add).toList();
      assertThat(first).isNotDone();
      mayGoOn.countDown();
      CompletableFuture.allOf(rest.toArray(CompletableFuture[]::new)).join();
      first.join();
    }
    assertThat(goes).containsExactly(List.of(0), IntStream.range(1, 50).boxed().toList());
  }

  @Test
  void one_that_fails_is_nobody_elses_misfortune() {
    try (var gathering =
        new Gathering<Integer>(
            "test",
            APART,
            some -> {
              if (some.contains(7)) {
                throw new IllegalStateException("seven");
              }
              goes.add(some);
            })) {
      var all = IntStream.range(0, 20).mapToObj(gathering::add).toList();
      assertThatThrownBy(() -> all.get(7).join()).hasRootCauseMessage("seven");
      IntStream.range(0, 20).filter(i -> i != 7).forEach(i -> all.get(i).join());
    }
    assertThat(goes.stream().flatMap(List::stream)).hasSize(19).doesNotContain(7);
  }

  @Test
  void what_has_come_is_done_before_the_end_and_what_comes_later_too() {
    var gathering = new Gathering<Integer>("test", APART, goes::add);
    var before = IntStream.range(0, 20).mapToObj(gathering::add).toList();
    gathering.close();
    before.forEach(one -> assertThat(one).isCompleted());
    assertThat(gathering.add(20)).isCompleted();
    assertThat(goes.stream().flatMap(List::stream)).hasSize(21);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
