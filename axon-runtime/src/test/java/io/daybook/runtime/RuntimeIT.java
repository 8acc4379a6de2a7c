package io.daybook.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.eventstore.LoggedEvent;
import io.daybook.eventstore.PostgresEventStorageEngine;
import java.util.List;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the log promises of appends, and that the wiring is its own. */
class RuntimeIT extends CountersForTests {
  @Autowired TransactionManager transactions;
  @Autowired TokenStore tokens;
  @Autowired SagaStore<?> sagas;
  @Autowired EventProcessingConfiguration processing;

  @Test
  void the_wiring_is_ours_and_not_the_silent_fallback() {
    assertThat(transactions).isInstanceOf(SpringTransactionManager.class);
    assertThat(tokens).isInstanceOf(FencedTokenStore.class);
    assertThat(sagas).isInstanceOf(PostgresSagaStore.class);
    assertThat(engine).isInstanceOf(PostgresEventStorageEngine.class);
    assertThat(processing.errorHandler("seen")).isInstanceOf(ErrorsAreFailures.class);
    assertThat(processing.listenerInvocationErrorHandler("seen"))
        .isInstanceOf(PropagatingErrorHandler.class);
  }

  @Test
  void the_second_writer_of_a_version_gets_a_concurrency_exception() {
    engine.appendEvents(event(0, 1));
    assertThatThrownBy(() -> engine.appendEvents(event(0, 2)))
        .isInstanceOf(ConcurrencyException.class);
    assertThat(log.readStreams(List.of(id)))
        .extracting(LoggedEvent::payload)
        .containsExactly(new Counters.Counted(id, 1));
  }

  @Test
  void an_append_of_several_events_is_all_or_nothing() {
    engine.appendEvents(event(1, 1));
    var two = List.of(event(0, 1), event(1, 2));
    assertThatThrownBy(() -> engine.appendEvents(two)).isInstanceOf(ConcurrencyException.class);
    assertThat(log.readStreams(List.of(id))).hasSize(1);
  }

  @Test
  void an_event_that_no_query_could_read_is_not_appended() {
    var nul = new Counters.Counted("a\0b", 1);
    assertThatThrownBy(
            () -> engine.appendEvents(new GenericDomainEventMessage<>("Counter", id, 0, nul)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("U+0000");
    var backslash = new Counters.Counted("a\\u0000b", 1);
    engine.appendEvents(new GenericDomainEventMessage<>("Counter", id, 0, backslash));
    assertThat(log.readStreams(List.of(id)))
        .extracting(LoggedEvent::payload)
        .containsExactly(backslash);
  }

  @Test
  void the_database_refuses_to_change_or_lose_an_event() {
    commands.sendAndWait(new Counters.Count(id, 1));
    for (var sql :
        List.of(
            "update event_log.domain_event set payload = '{}'",
            "delete from event_log.domain_event",
            "truncate event_log.domain_event")) {
      assertThatThrownBy(() -> jdbc.execute(sql)).hasStackTraceContaining("append only");
    }
  }
}
