package io.daybook.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.daybook.eventstore.LoggedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Commands that have gathered at a busy aggregate, one of which goes wrong. */
class CommandBatchIT extends CountersForTests {
  private static final int OTHERS = 62;

  @Autowired RuntimeWatch watch;

  /** How the others fared, and what was thrown at the one. */
  private record Gathered(List<CompletableFuture<Integer>> others, CompletableFuture<?> one) {
    void await() {
      CompletableFuture.allOf(others.toArray(CompletableFuture[]::new)).join();
      assertThatThrownBy(one::join).isNotNull();
    }
  }

  @Test
  void one_that_is_refused_leaves_the_others_in_one_append_and_without_another_load() {
    var gathered = gatherAround(new Counters.Refuse(id));
    assertThatThrownBy(gathered.one()::join).hasMessageContaining("refused");
    assertThat(appends()).isEqualTo(1 + 1);
    assertThat(Counters.Counter.REPLAYED).hasValue(0);
    assertThat(total()).isEqualTo(OTHERS);
    assertThat(Counters.Counter.REPLAYED).hasValue(0);
  }

  @Test
  void one_that_fails_after_it_has_applied_costs_one_append_more_and_leaves_nothing() {
    var gathered = gatherAround(new Counters.Fail(id));
    assertThatThrownBy(gathered.one()::join).hasMessageContaining("after the append");
    assertThat(appends()).isEqualTo(1 + 2);
    assertThat(total()).isEqualTo(OTHERS);
  }

  @Test
  void one_whose_event_cannot_be_followed_leaves_no_hole_and_no_torn_state() {
    var gathered = gatherAround(new Counters.Tear(id));
    assertThatThrownBy(gathered.one()::join).hasStackTraceContaining("cannot be followed");
    assertThat(total()).isEqualTo(OTHERS);
    assertThat(log.readStreams(List.of(id)))
        .extracting(LoggedEvent::version)
        .last()
        .isEqualTo(1L + OTHERS);
    assertThat(log.readStreams(List.of(id))).hasSize(2 + OTHERS);
  }

  @Test
  void one_whose_event_cannot_be_written_is_answered_and_the_queue_goes_on() {
    var gathered = gatherAround(new Counters.Explode(id));
    assertThatThrownBy(gathered.one()::join).hasStackTraceContaining("no class to write");
    assertThat(total()).isEqualTo(OTHERS);
    assertThatThrownBy(() -> commands.sendAndWait(new Counters.Explode(id)))
        .hasStackTraceContaining("no class to write");
    assertThat(total()).isEqualTo(OTHERS);
  }

  @Test
  void a_command_without_an_answer_turns_the_health_until_it_has_one() {
    var held = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    var hold = CompletableFuture.runAsync(() -> send(new Counters.Hold(id, held, release)));
    await()
        .untilAsserted(
            () -> assertThat(watch.troubles().toString()).contains("command has been waiting"));
    release.countDown();
    hold.join();
    await().untilAsserted(() -> assertThat(watch.troubles()).isEmpty());
  }

  private Gathered gatherAround(Object command) {
    var held = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    var hold = CompletableFuture.runAsync(() -> send(new Counters.Hold(id, held, release)));
    await().until(() -> held.getCount() == 0);
    Counters.Counter.REPLAYED.set(0);
    var others = new ArrayList<CompletableFuture<Integer>>();
    CompletableFuture<?> one = null;
    for (int i = 0; i < OTHERS; i++) {
      if (i == OTHERS / 2) {
        one = commands.send(command);
      }
      others.add(commands.send(new Counters.Count(id, 1)));
    }
    release.countDown();
    hold.join();
    var gathered = new Gathered(others, one);
    gathered.await();
    return gathered;
  }

  private void send(Object command) {
    commands.sendAndWait(command);
  }

  /** Transactions that have appended to the stream. */
  private long appends() {
    return jdbc.queryForObject(
        "select count(distinct xmin::text) from event_log.domain_event where stream = ?",
        Long.class,
        id);
  }

  private int total() {
    return commands.<Integer>sendAndWait(new Counters.Count(id, 0));
  }
}
