package io.daybook.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.eventstore.Expectation;
import io.daybook.eventstore.LoggedEvent;
import io.daybook.eventstore.MetadataKeys;
import io.daybook.eventstore.testing.PrincipalForTests;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * Two nodes on one log. Each believes the aggregates that it has in memory, which the other appends
 * to, and nobody may see that.
 */
class TwoNodesIT extends CountersForTests {
  private static final long SEED = 20_261_122;

  @Autowired Environment settings;
  private ConfigurableApplicationContext node;
  private CommandGateway other;

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import({Counters.Counter.class, PrincipalForTests.class})
  static class Node {}

  @BeforeEach
  void start() {
    var properties = new ArrayList<String>();
    for (var name :
        List.of(
            "spring.datasource.url",
            "spring.datasource.username",
            "spring.datasource.password",
            "axon.axonserver.enabled",
            "spring.flyway.enabled",
            "daybook.log.snapshot.every")) {
      properties.add(name + "=" + settings.getProperty(name));
    }
    node =
        new SpringApplicationBuilder(Node.class)
            .web(WebApplicationType.NONE)
            .properties(properties.toArray(String[]::new))
            .run();
    other = node.getBean(CommandGateway.class);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void a_refusal_by_a_copy_that_is_out_of_date_is_never_answered() {
    count(commands, 1);
    assertThatThrownBy(() -> spend(commands, 10)).hasMessage("there are 1");
    count(other, 9);
    assertThat(spend(commands, 10)).isZero();
    assertThatThrownBy(() -> spend(other, 1)).hasMessage("there are 0");
  }

  @Test
  void a_success_by_a_copy_that_is_out_of_date_is_never_appended() {
    count(commands, 10);
    assertThat(spend(other, 8)).isEqualTo(2);
    assertThatThrownBy(() -> spend(commands, 3)).hasMessage("there are 2");
    assertThat(totals()).containsExactly(10, 2);
  }

  @Test
  void what_needs_nothing_by_a_copy_that_is_out_of_date_is_done_after_all() {
    count(commands, 10);
    assertThat(ensure(commands, 10)).isEqualTo(10);
    spend(other, 4);
    assertThat(ensure(commands, 10)).isEqualTo(10);
    assertThat(totals()).containsExactly(10, 6, 10);
  }

  @Test
  void commands_that_have_gathered_at_a_copy_that_is_out_of_date_are_all_decided_again() {
    count(commands, 1);
    count(other, 99);
    var sent = new ArrayList<CompletableFuture<Integer>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        var command = new Counters.Spend(id, 2);
        sent.add(
            CompletableFuture.supplyAsync(() -> commands.<Integer>sendAndWait(command), threads));
      }
    }
    assertThat(sent).allSatisfy(answer -> assertThat(answer).isCompleted());
    assertThat(totals()).hasSize(52).last().isEqualTo(0);
  }

  @Test
  void a_stream_that_was_presumed_new_refuses_nobody_before_it_was_looked_for() {
    count(other, 5);
    var presuming =
        new GenericCommandMessage<>(
            new Counters.Spend(id, 5), Map.of(MetadataKeys.PRESUMED_NEW, "true"));
    assertThat(commands.<Integer>sendAndWait(presuming)).isZero();
  }

  @Test
  void a_command_is_carried_out_only_if_what_its_sender_decided_by_is_still_so() {
    count(other, 5);
    var read = log.readStreams(List.of(id)).getLast();
    var end = new Expectation(id, read.version(), read.eventId());
    assertThat(commands.<Integer>sendAndWait(restingOn(end, "a"))).isEqualTo(1);
    count(other, 1);
    assertThatThrownBy(() -> commands.sendAndWait(restingOn(end, "b")))
        .isInstanceOf(ConcurrencyException.class);
    assertThat(log.readStreams(List.of(id + "b"))).isEmpty();
  }

  private GenericCommandMessage<?> restingOn(Expectation end, String suffix) {
    return new GenericCommandMessage<>(
        new Counters.Count(id + suffix, 1), Map.of(MetadataKeys.RESTS_ON, List.of(end)));
  }

  /** One after another, by any node, at any counter: each answer is that of the log. */
  @Test
  void whoever_is_asked_the_answer_is_the_same() {
    var random = new Random(SEED);
    var truth = new HashMap<String, Integer>();
    for (int step = 0; step < 600; step++) {
      var counter = id + "-" + random.nextInt(4);
      var total = truth.getOrDefault(counter, 0);
      var by = random.nextInt(8);
      var asked = random.nextBoolean() ? commands : other;
      switch (random.nextInt(3)) {
        case 0 -> {
          assertThat(asked.<Integer>sendAndWait(new Counters.Count(counter, by)))
              .isEqualTo(total + by);
          truth.put(counter, total + by);
        }
        case 1 -> {
          assertThat(asked.<Integer>sendAndWait(new Counters.Ensure(counter, 2 * by)))
              .isEqualTo(Math.max(total, 2 * by));
          truth.put(counter, Math.max(total, 2 * by));
        }
        default -> {
          var spend = new Counters.Spend(counter, 2 * by);
          if (total < 2 * by) {
            assertThatThrownBy(() -> asked.sendAndWait(spend)).hasMessage("there are " + total);
          } else {
            assertThat(asked.<Integer>sendAndWait(spend)).isEqualTo(total - 2 * by);
            truth.put(counter, total - 2 * by);
          }
        }
      }
    }
  }

  /** All at once: every success is in the log, once, and none that the log does not allow. */
  @Test
  void what_both_nodes_do_at_once_is_in_the_log_as_it_was_answered() throws Exception {
    var answered = new ConcurrentLinkedQueue<Integer>();
    var work = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int thread = 0; thread < 16; thread++) {
        var random = new Random(SEED + thread);
        work.add(threads.submit(() -> spendAndCount(random, answered)));
      }
    }
    for (var done : work) {
      done.get();
    }
    var totals = totals();
    assertThat(totals).allSatisfy(total -> assertThat(total).isNotNegative());
    assertThat(answered).containsExactlyInAnyOrderElementsOf(totals);
    assertThat(ensure(commands, 0)).isEqualTo(totals.getLast());
    assertThat(ensure(other, 0)).isEqualTo(totals.getLast());
  }

  private void spendAndCount(Random random, ConcurrentLinkedQueue<Integer> answered) {
    for (int i = 0; i < 40; i++) {
      var asked = random.nextBoolean() ? commands : other;
      var by = 1 + random.nextInt(5);
      try {
        answered.add(random.nextBoolean() ? count(asked, by) : spend(asked, by));
      } catch (ConcurrencyException lost) {
        // tried often enough: nothing was appended
      } catch (IllegalStateException refused) {
        assertThat(refused).hasMessageStartingWith("there are ");
      }
    }
  }

  private int count(CommandGateway asked, int by) {
    return asked.<Integer>sendAndWait(new Counters.Count(id, by));
  }

  private int spend(CommandGateway asked, int by) {
    return asked.<Integer>sendAndWait(new Counters.Spend(id, by));
  }

  private int ensure(CommandGateway asked, int total) {
    return asked.<Integer>sendAndWait(new Counters.Ensure(id, total));
  }

  /** What the counter stood at after each of its events, in their order and without holes. */
  private List<Integer> totals() {
    var totals = new ArrayList<Integer>();
    var total = 0;
    for (LoggedEvent logged : log.readStreams(List.of(id))) {
      assertThat(logged.version()).isEqualTo(totals.size());
      total += ((Counters.Counted) logged.payload()).by();
      totals.add(total);
    }
    return totals;
  }
}
