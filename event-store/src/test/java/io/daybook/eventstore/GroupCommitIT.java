package io.daybook.eventstore;

import static io.daybook.eventstore.LogForTests.event;
import static io.daybook.eventstore.LogForTests.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one append has to do with another: nothing, but the transaction. */
class GroupCommitIT {
  private final LogForTests log = new LogForTests();

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void appends_that_wait_share_a_transaction_and_keep_their_order() throws Exception {
    try (var commits = log.commits()) {
      var appends = new ArrayList<Future<?>>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        whileTheLockIsHeld(
            held -> {
              appends.add(threads.submit(() -> commits.append(events("first", 0, 1))));
              held.awaitAppend();
              for (int i = 0; i < 50; i++) {
                var stream = "s" + i;
                appends.add(threads.submit(() -> commits.append(events(stream, 0, 2))));
              }
              await().until(() -> commits.waiting() == 50);
            });
        for (var append : appends) {
          append.get();
        }
      }
    }
    assertThat(log.all()).extracting(EventRow::position).containsExactlyElementsOf(positions(101));
    assertThat(
            log.jdbc.queryForObject(
                "select count(distinct xmin::text) from event_log.domain_event", Integer.class))
        .isEqualTo(2);
  }

  @Test
  void a_conflict_fails_alone_and_the_rest_of_its_group_commits() throws Exception {
    try (var commits = log.commits()) {
      log.append(events("taken", 0, 1));
      var group =
          inOneGroup(
              commits,
              List.of(
                  events("a", 0, 1), events("taken", 0, 1), events("b", 0, 2), events("a", 0, 1)));
      assertThat(group.get(0).state()).isEqualTo(Future.State.SUCCESS);
      assertThat(group.get(1).exceptionNow()).isInstanceOf(ConcurrencyException.class);
      assertThat(group.get(2).state()).isEqualTo(Future.State.SUCCESS);
      assertThat(group.get(3).exceptionNow()).isInstanceOf(ConcurrencyException.class);
    }
    assertThat(log.all())
        .extracting(EventRow::stream)
        .containsExactlyInAnyOrder("taken", "first", "a", "b", "b");
    assertThat(log.all()).extracting(EventRow::position).containsExactlyElementsOf(positions(5));
  }

  @Test
  void one_who_appends_alone_gets_his_own_conflict_and_others_are_not_held_up() {
    try (var commits = log.commits()) {
      commits.append(events("a", 0, 1)); // from now on PostgreSQL is known to be there
      commits.append(events("a", 1, 1));
      assertThatThrownBy(() -> commits.append(events("a", 1, 1)))
          .isInstanceOf(ConcurrencyException.class);
      commits.append(events("a", 2, 1));
    }
    assertThat(log.all()).extracting(EventRow::version).containsExactly(0L, 1L, 2L);
  }

  @Test
  void what_postgres_refuses_fails_alone() throws Exception {
    try (var commits = log.commits()) {
      var group =
          inOneGroup(
              commits,
              List.of(events("a", 0, 1), List.of(event("bad", 0, "{not json")), events("b", 0, 1)));
      assertThat(group.get(0).state()).isEqualTo(Future.State.SUCCESS);
      assertThat(group.get(1).exceptionNow()).hasStackTraceContaining("invalid input syntax");
      assertThat(group.get(2).state()).isEqualTo(Future.State.SUCCESS);
    }
    assertThat(log.all()).extracting(EventRow::stream).containsExactlyInAnyOrder("first", "a", "b");
  }

  @Test
  void an_answer_lost_after_the_commit_is_found_out_and_nothing_is_appended_twice() {
    var lose = new AtomicInteger(1);
    var losing = new LosingAnswers(log, () -> lose.getAndDecrement() > 0, () -> {});
    try (var commits = LogForTests.commitsOn(losing, 10, LogForTests.PATIENCE)) {
      commits.append(events("a", 0, 3));
      commits.append(events("a", 3, 1));
    }
    assertThat(lose).hasNonPositiveValue();
    assertThat(log.all()).extracting(EventRow::version).containsExactly(0L, 1L, 2L, 3L);
  }

  @Test
  void while_postgres_is_away_appends_are_refused_and_afterwards_they_go_on() throws Exception {
    var away = new CountDownLatch(1);
    try (var commits = LogForTests.commitsOn(new Away(log, away), 10, Duration.ofMillis(300))) {
      assertThatThrownBy(() -> commits.append(events("a", 0, 1)))
          .isInstanceOf(LogUnavailableException.class)
          .hasMessageContaining("PostgreSQL");
      away.countDown();
      commits.append(events("b", 0, 1));
    }
    assertThat(log.all()).extracting(EventRow::stream).contains("b");
  }

  @Test
  void a_full_queue_holds_its_callers_and_what_was_given_up_is_never_appended() throws Exception {
    try (var commits = LogForTests.commitsOn(log.dataSource, 2, Duration.ofMillis(700));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var appends = new ArrayList<Future<?>>();
      whileTheLockIsHeld(
          held -> {
            appends.add(threads.submit(() -> commits.append(events("under-way", 0, 1))));
            held.awaitAppend();
            for (int i = 0; i < 4; i++) {
              var stream = "late-" + i;
              appends.add(threads.submit(() -> commits.append(events(stream, 0, 1))));
            }
            for (var late : appends.subList(1, 5)) {
              assertThatThrownBy(late::get)
                  .isInstanceOf(ExecutionException.class)
                  .cause()
                  .isInstanceOfSatisfying(
                      LogUnavailableException.class,
                      refused -> assertThat(refused.nothingWasAppended()).isTrue());
            }
          });
      commits.append(events("afterwards", 0, 1));
    }
    assertThat(log.all())
        .extracting(EventRow::stream)
        .contains("afterwards")
        .isSubsetOf(
            "under-way", "afterwards"); // of the first its caller was told that it is not known
  }

  private List<Future<?>> inOneGroup(GroupCommit commits, List<List<EventRow>> appends)
      throws Exception {
    var group = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      whileTheLockIsHeld(
          held -> {
            var first = threads.submit(() -> commits.append(events("first", 0, 1)));
            held.awaitAppend();
            for (var append : appends) {
              var expected = commits.waiting() + 1;
              group.add(threads.submit(() -> commits.append(append)));
              await().until(() -> commits.waiting() == expected);
            }
          });
    }
    return group;
  }

  private interface Action {
    void run(HeldLock held) throws Exception;
  }

  private void whileTheLockIsHeld(Action action) throws Exception {
    try (var held = new HeldLock(log)) {
      action.run(held);
    }
  }

  private static List<Long> positions(int count) {
    return IntStream.range(0, count).mapToObj(Long::valueOf).toList();
  }
}
