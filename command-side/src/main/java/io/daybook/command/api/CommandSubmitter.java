package io.daybook.command.api;

import io.daybook.eventstore.Expectation;
import io.daybook.eventstore.MetadataKeys;
import io.daybook.schema.Command;
import io.daybook.web.Refused;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Sends the command of a request and waits until it is decided and durable. */
@Component
public class CommandSubmitter {
  private static final long PATIENCE_SECONDS = 30;

  private final CommandGateway gateway;
  private final PositionHeader position;

  CommandSubmitter(CommandGateway gateway, PositionHeader position) {
    this.gateway = gateway;
    this.position = position;
  }

  /**
   * Sends a command and waits for its decision.
   *
   * @return the version of the stream after the command
   * @throws Refused when no decision came in time; the command may still be carried out
   */
  public long send(Command command) {
    return submit(new GenericCommandMessage<>(command));
  }

  /**
   * Sends a command that was decided on by what was read, as {@link #send(Command)}.
   *
   * @param restsOn what was read, beside what the command's aggregate knows
   * @throws ConcurrencyException when one of these has changed: nothing was decided
   */
  public long send(Command command, List<Expectation> restsOn) {
    return restsOn.isEmpty()
        ? send(command)
        : submit(new GenericCommandMessage<>(command, Map.of(MetadataKeys.RESTS_ON, restsOn)));
  }

  /**
   * Sends a command that starts a stream, which is presumed to be new; else like {@link #send}.
   *
   * @param restsOn what was decided by, beside the command's own stream
   * @throws ConcurrencyException when one of these has changed, or the stream is not new: nothing
   *     was decided, and only the sender can decide again
   */
  public long sendNew(Command command, List<Expectation> restsOn) {
    return submit(
        new GenericCommandMessage<>(
            command, Map.of(MetadataKeys.PRESUMED_NEW, "true", MetadataKeys.RESTS_ON, restsOn)));
  }

  /**
   * Sends a command that is one of many, without waiting. They are decided side by side, those to
   * one aggregate in the order in which they were sent, and share their commits.
   *
   * @return the version of the stream after the command; or its failure, which is {@link Refused}
   *     when no decision came in time
   */
  public CompletableFuture<Long> begin(Command command) {
    return decision(new GenericCommandMessage<>(command, Map.of(MetadataKeys.ONE_OF_MANY, "true")));
  }

  /**
   * Waits for commands that were begun, and tells how far the log is with them.
   *
   * @param answer waits for all of them
   */
  public <T> T all(Supplier<T> answer) {
    var answered = answer.get();
    position.write();
    return answered;
  }

  private long submit(CommandMessage<?> command) {
    try {
      return all(() -> decision(command).join());
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
    }
  }

  private CompletableFuture<Long> decision(CommandMessage<?> command) {
    return gateway
        .<Long>send(command.andMetaData(Map.of(MetadataKeys.REACHED, PositionHeader.ofRequest())))
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    failure instanceof TimeoutException
                        ? Refused.unavailable("No decision in time; ask again with the same key")
                        : failure));
  }

  /** Sends a command and answers 204 with the stream's version as entity tag. */
  public ResponseEntity<Void> answer(Command command) {
    var version = send(command);
    return ResponseEntity.noContent().eTag("\"" + version + "\"").build();
  }
}
