package io.daybook.projection.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcDeadLetter;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Which statements are sent around events, and which events are set aside. */
class CautionTest {
  private final List<String> sent = new ArrayList<>();
  private final List<EventMessage<?>> letters = new ArrayList<>();
  private final Map<EventMessage<?>, RuntimeException> failures = new HashMap<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Caution caution =
      new Caution("stock", new SingleConnectionDataSource(connection(), true), () -> now);
  private final EventMessage<?> first = GenericEventMessage.asEventMessage("first");
  private final EventMessage<?> second = GenericEventMessage.asEventMessage("second");
  private final EventMessage<?> third = GenericEventMessage.asEventMessage("third");

  @AfterEach
  void everyUnitOfWorkEnds() {
    assertThat(CurrentUnitOfWork.isStarted()).isFalse();
  }

  @Test
  void nothing_is_sent_while_nothing_fails() {
    assertThat(handle(Set.of())).isTrue();
    assertThat(sent).isEmpty();
  }

  @Test
  void an_event_that_fails_is_set_aside_when_its_batch_comes_again() {
    assertThat(handle(Set.of(second))).isFalse();
    assertThat(letters).isEmpty();
    assertThat(sent).isEmpty();
    assertThat(handle(Set.of(second))).isTrue();
    assertThat(letters).containsExactly(second);
    assertThat(sent)
        .containsExactly("set", "release", "set", "rollback", "release", "set", "release");
  }

  @Test
  void a_page_that_cannot_be_written_teaches_caution_though_nobody_knows_which_event_it_was() {
    assertThat(writeAtTheEnd(new DataIntegrityViolationException("check"))).isFalse();
    assertThat(sent).isEmpty();
    assertThat(handle(Set.of(second))).isTrue();
    assertThat(letters).containsExactly(second);
  }

  @Test
  void a_page_that_cannot_be_written_because_the_database_is_away_teaches_nothing() {
    assertThat(writeAtTheEnd(new QueryTimeoutException("slow"))).isFalse();
    assertThat(handle(Set.of())).isTrue();
    assertThat(sent).isEmpty();
  }

  @Test
  void all_that_fail_in_a_batch_are_set_aside_in_one_more_attempt() {
    assertThat(handle(Set.of(first, third))).isFalse();
    assertThat(handle(Set.of(first, third))).isTrue();
    assertThat(letters).containsExactly(first, third);
  }

  @Test
  void caution_lasts_beyond_the_batch_so_that_the_next_one_is_not_rolled_back() {
    handle(Set.of(first));
    assertThat(handle(Set.of(first))).isTrue();
    now = now.plus(Caution.LASTS);
    assertThat(handle(Set.of(second))).isTrue();
    assertThat(letters).containsExactly(first, second);
  }

  @Test
  void caution_ends_a_while_after_the_latest_failure() {
    handle(Set.of(first));
    now = now.plus(Caution.LASTS).plusMillis(1);
    assertThat(handle(Set.of())).isTrue();
    assertThat(sent).isEmpty();
    assertThat(handle(Set.of(first))).isFalse();
    assertThat(letters).isEmpty();
  }

  @Test
  void a_failure_that_passes_rolls_back_also_what_was_set_aside_before_it() {
    handle(Set.of(first));
    failures.put(second, new QueryTimeoutException("slow"));
    assertThat(handle(Set.of(first, second))).isFalse();
    failures.clear();
    letters.clear();
    assertThat(handle(Set.of(first))).isTrue();
    assertThat(letters).containsExactly(first);
  }

  @Test
  void an_event_of_a_retry_is_kept_with_its_new_cause_whatever_that_is() {
    var letter =
        new JdbcDeadLetter<EventMessage<?>>(
            "id", 0, "s", now, now, null, MetaData.emptyInstance(), first);
    var decision = caution.decide(letter, new QueryTimeoutException("slow"));
    assertThat(decision.shouldEnqueue()).isTrue();
    assertThat(decision.enqueueCause()).containsInstanceOf(QueryTimeoutException.class);
  }

  @Test
  void a_failure_that_passes_makes_no_letter_however_often_it_comes() {
    failures.put(first, new QueryTimeoutException("slow"));
    for (int n = 0; n < 3; n++) {
      assertThat(handle(Set.of(first))).isFalse();
    }
    assertThat(letters).isEmpty();
    assertThat(sent).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "25006", "40001", "53300", "57P01", "58030"})
  void a_database_that_is_in_trouble_does_not_blame_the_event(String state) {
    assertThat(EventFailures.passes(new IllegalStateException(new SQLException("m", state))))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23514", "22001", "42P01", "23505"})
  void a_statement_that_the_database_refuses_does(String state) {
    assertThat(EventFailures.passes(new IllegalStateException(new SQLException("m", state))))
        .isFalse();
  }

  @Test
  void a_cause_is_kept_without_what_postgresql_cannot_hold() {
    var kept = EventFailures.kept(new IllegalStateException("a\0b" + "x".repeat(10_000)));
    assertThat(kept.type()).isEqualTo(IllegalStateException.class.getName());
    assertThat(kept.message()).startsWith("a bx").hasSize(4_000);
    assertThat(EventFailures.kept(new IllegalStateException()).message()).isEmpty();
  }

  /** Handles the three events as a processor would, and says whether they were committed. */
  private boolean handle(Set<EventMessage<?>> failing) {
    var batch = new BatchingUnitOfWork<EventMessage<?>>(List.of(first, second, third));
    var result =
        batch.executeWithResult(
            () -> caution.handle(batch, () -> invoke(batch.getMessage(), failing)),
            RollbackConfigurationType.ANY_THROWABLE);
    return !result.isExceptional();
  }

  /** Handles the three events, and fails when what they changed is written. */
  private boolean writeAtTheEnd(RuntimeException failure) {
    var page = new BatchingUnitOfWork<EventMessage<?>>(List.of(first, second, third));
    page.onPrepareCommit(
        _ -> {
          throw failure;
        });
    var result =
        page.executeWithResult(
            () -> caution.handle(page, () -> invoke(page.getMessage(), Set.of())),
            RollbackConfigurationType.ANY_THROWABLE);
    return !result.isExceptional();
  }

  private Object invoke(EventMessage<?> event, Set<EventMessage<?>> failing) {
    if (failing.contains(event)) {
      var failure = failures.getOrDefault(event, new DataIntegrityViolationException("check"));
      var decision = caution.decide(new GenericDeadLetter<>("s", event, failure), failure);
      assertThat(decision.shouldEnqueue()).isTrue();
      letters.add(event);
    }
    return "handled";
  }

  private Connection connection() {
    var savepoint =
        (Savepoint)
            Proxy.newProxyInstance(loader(), new Class<?>[] {Savepoint.class}, (_, _, _) -> 1);
    return (Connection)
        Proxy.newProxyInstance(
            loader(),
            new Class<?>[] {Connection.class},
            (_, method, _) ->
                switch (method.getName()) {
                  case "setSavepoint" -> noted("set", savepoint);
                  case "rollback" -> noted("rollback", null);
                  case "releaseSavepoint" -> noted("release", null);
                  default -> method.getReturnType() == boolean.class ? false : null;
                });
  }

  private <T> T noted(String statement, T answer) {
    sent.add(statement);
    return answer;
  }

  private static ClassLoader loader() {
    return CautionTest.class.getClassLoader();
  }
}
