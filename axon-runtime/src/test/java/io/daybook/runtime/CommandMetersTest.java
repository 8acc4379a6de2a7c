package io.daybook.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.eventstore.StaleVersionException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

/** What counts as a refusal, as a lost race, as nobody's fault, and as a bug. */
class CommandMetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final CommandMeters meters =
      new CommandMeters(registry, failure -> failure instanceof IllegalArgumentException);

  @Test
  void each_outcome_is_told_apart_and_only_a_bug_counts_as_one() {
    meters.answered(
        new GenericCommandMessage<>("a"),
        GenericCommandResultMessage.asCommandResultMessage("done"),
        1);
    fail(new IllegalArgumentException("a rule"));
    fail(new StaleVersionException(3L));
    fail(new AggregateNotFoundException("a", "nobody"));
    fail(new ConcurrencyException("a race"));
    fail(new QueryTimeoutException("away"));
    assertThat(registry.get("daybook.commands.failed").counter().count()).isZero();
    fail(new NullPointerException("a bug"));
    assertThat(count("done")).isEqualTo(1);
    assertThat(count("refused")).isEqualTo(3);
    assertThat(count("conflict")).isEqualTo(1);
    assertThat(count("unavailable")).isEqualTo(1);
    assertThat(count("failed")).isEqualTo(1);
    assertThat(registry.get("daybook.commands.failed").counter().count()).isEqualTo(1);
  }

  private void fail(RuntimeException failure) {
    meters.answered(
        new GenericCommandMessage<>("a"),
        GenericCommandResultMessage.asCommandResultMessage(failure),
        1);
  }

  private long count(String outcome) {
    return registry
        .get("daybook.commands")
        .tag("command", "String")
        .tag("outcome", outcome)
        .timer()
        .count();
  }
}
