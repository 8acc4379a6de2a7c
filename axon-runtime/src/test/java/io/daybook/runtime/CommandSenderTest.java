package io.daybook.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.daybook.eventstore.MetadataKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Commands whose answers the test gives when it likes. */
class CommandSenderTest {
  /** A command that holds what nobody may read in a log. */
  record Pay(@TargetAggregateIdentifier String payment, String cardToken) {}

  /** A command was refused by a rule. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message, null, false, false);
    }
  }

  private final Map<Object, Runnable> open = new LinkedHashMap<>();
  private final List<Object> sent = new ArrayList<>();
  private final List<Object> origins = new ArrayList<>();
  private final List<Object> presumedNew = new ArrayList<>();
  private final Map<Object, Throwable> failures = new LinkedHashMap<>();
  private final CommandSender sender =
      new CommandSender(DefaultCommandGateway.builder().commandBus(bus()).build());
  private UnitOfWork<?> batch;

  @BeforeEach
  void begin() {
    batch = DefaultUnitOfWork.startAndGet(null);
    batch.registerCorrelationDataProvider(_ -> Map.of("correlation_id", "ada"));
  }

  @AfterEach
  void end() {
    if (batch.isActive()) {
      batch.rollback();
    }
  }

  @Test
  void what_follows_from_an_earlier_event_of_an_order_goes_first_and_other_orders_do_not_wait() {
    sender.sendWithinBatch("system:test", "order 1", List.of("ship"), _ -> "park");
    sender.sendWithinBatch("system:test", "order 1", List.of("close"), _ -> "park");
    sender.sendWithinBatch("system:test", "order 2", List.of("confirm"), _ -> "park");
    assertThat(sent).containsExactly("ship", "confirm");
    answerAll();
    assertThat(sent).containsExactly("ship", "confirm", "close");
    answerAll();
    batch.commit();
  }

  @Test
  void all_are_answered_before_the_batch_is_committed() throws InterruptedException {
    sender.sendWithinBatch("system:test", "order 1", List.of("ship", "pay"), _ -> "park");
    var answering = Thread.ofPlatform().start(this::answerAll);
    batch.commit();
    answering.join();
    assertThat(open).isEmpty();
  }

  @Test
  void a_refused_command_is_replaced_once_and_both_say_what_caused_them() {
    failures.put("ship", new Refused("not now"));
    sender.sendWithinBatch(
        "system:test", "order 1", List.of("ship"), refused -> "park " + refused.command());
    answerAll();
    assertThat(sent).containsExactly("ship", "park ship");
    assertThat(origins).containsExactly("ada", "ada");
    answerAll();
    batch.commit();
  }

  @Test
  void only_a_command_that_begins_a_stream_presumes_that_there_is_none() {
    var commands = List.of(CommandSender.opening("open"), "ship");
    sender.sendWithinBatch("system:test", "order 1", commands, _ -> "park");
    answerAll();
    batch.commit();
    assertThat(presumedNew).containsExactly("open");
    assertThat(origins).containsExactly("ada", "ada");
  }

  @Test
  void a_process_that_stops_refuses_nothing_and_fails_the_batch() {
    failures.put("ship", new RejectedExecutionException("stopping"));
    sender.sendWithinBatch("system:test", "order 1", List.of("ship"), _ -> "park");
    answerAll();
    assertThatThrownBy(batch::commit).hasRootCauseInstanceOf(RejectedExecutionException.class);
    assertThat(sent).containsExactly("ship");
  }

  @Test
  void what_is_refused_is_logged_by_name_and_target_without_what_is_in_it() {
    var secret = new Pay("payment-7", "tok_1");
    var bug = new Pay("payment-8", "my private reason");
    failures.put(secret, new Refused("not now"));
    failures.put(bug, new IllegalStateException("a bug"));
    var logger = (Logger) LoggerFactory.getLogger(CommandSender.class);
    var logged = new ListAppender<ILoggingEvent>();
    logged.start();
    logger.addAppender(logged);
    sender.sendWithinBatch("system:test", "order 1", List.of(secret, bug), _ -> "park");
    answerAll();
    logger.detachAppender(logged);
    assertThat(logged.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .anySatisfy(line -> assertThat(line).contains("Pay", "payment-7"))
        .anySatisfy(line -> assertThat(line).contains("Pay", "payment-8"))
        .noneSatisfy(line -> assertThat(line).contains("tok_1"))
        .noneSatisfy(line -> assertThat(line).contains("private"));
  }

  private void answerAll() {
    var now = List.copyOf(open.values());
    open.clear();
    now.forEach(Runnable::run);
  }

  private CommandBus bus() {
    return new SimpleCommandBus(SimpleCommandBus.builder()) {
      @Override
      public <C, R> void dispatch(
          CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        sent.add(command.getPayload());
        origins.add(command.getMetaData().get("correlation_id"));
        if (command.getMetaData().containsKey(MetadataKeys.PRESUMED_NEW)) {
          presumedNew.add(command.getPayload());
        }
        var failure = failures.get(command.getPayload());
        open.put(
            command.getPayload(),
            () ->
                callback.onResult(
                    command,
                    failure == null
                        ? GenericCommandResultMessage.asCommandResultMessage("done")
                        : GenericCommandResultMessage.asCommandResultMessage(failure)));
      }
    };
  }
}
