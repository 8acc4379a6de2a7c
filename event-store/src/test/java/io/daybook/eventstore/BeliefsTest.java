package io.daybook.eventstore;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class BeliefsTest {
  private final GroupCommit appends =
      new GroupCommit(
          new AppendFunction(new DriverManagerDataSource("jdbc:postgresql://nobody/nothing")),
          1,
          Duration.ofMillis(1),
          _ -> {},
          new AppendMeters(new SimpleMeterRegistry()));
  private final Beliefs beliefs = new Beliefs(appends);
  private DefaultUnitOfWork<?> work;

  @BeforeEach
  void begin() {
    work = DefaultUnitOfWork.startAndGet(null);
  }

  @AfterEach
  void end() {
    work.rollback();
    appends.close();
  }

  @Test
  void commands_handled_together_may_rest_on_the_same_end() {
    beliefs.restOn(restingOn(5, "a"));
    assertThatCode(() -> beliefs.restOn(restingOn(5, "a"))).doesNotThrowAnyException();
  }

  @Test
  void one_that_rests_on_another_end_than_the_one_before_it_has_lost_a_race() {
    beliefs.restOn(restingOn(5, "a"));
    assertThatThrownBy(() -> beliefs.restOn(restingOn(6, "b")))
        .isInstanceOf(ConcurrencyException.class);
    assertThatThrownBy(() -> beliefs.restOn(restingOn(5, "b")))
        .isInstanceOf(ConcurrencyException.class);
  }

  private static CommandMessage<?> restingOn(long version, String eventId) {
    return new GenericCommandMessage<>(
        "place",
        Map.of(MetadataKeys.RESTS_ON, List.of(new Expectation("product-tea", version, eventId))));
  }
}
