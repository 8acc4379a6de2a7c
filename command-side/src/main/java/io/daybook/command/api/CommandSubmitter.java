package io.daybook.command.api;

import io.daybook.eventstore.Expectation;
import io.daybook.eventstore.MetadataKeys;
import io.daybook.schema.Command;
import io.daybook.web.IfMatch;
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
   * Sends a command and waits for its decision, under the precondition of the request.
   *
   * @return the version of the stream after the command
   * @throws Refused when no decision came in time; the command may still be carried out
   */
  public long send(Command command) {
    return this.<Long>submit(new GenericCommandMessage<>(command, IfMatch.ofRequest()));
  }

  /** The same, for a command that tells whether it was carried out before. */
  public Outcome sendOnce(Command command) {
    return submit(new GenericCommandMessage<>(command, IfMatch.ofRequest()));
  }

  /**
   * Sends a command that was decided on by what was read, as {@link #send(Command)}.
   *
   * @param restsOn what was read, beside what the command's aggregate knows
   * @throws ConcurrencyException when one of these has changed: nothing was decided
   */
  public long send(Command command, List<Expectation> restsOn) {
    return this.<Long>submit(restingOn(command, restsOn).andMetaData(IfMatch.ofRequest()));
  }

  /** The same, for a further command of a request, whose precondition was for the first. */
  public long sendNext(Command command, List<Expectation> restsOn) {
    return this.<Long>submit(restingOn(command, restsOn));
  }

  private static CommandMessage<?> restingOn(Command command, List<Expectation> restsOn) {
    return restsOn.isEmpty()
        ? new GenericCommandMessage<>(command)
        : new GenericCommandMessage<>(command, Map.of(MetadataKeys.RESTS_ON, restsOn));
  }

  /**
   * Sends a command that starts a stream, which is presumed to be new; else like {@link #send}.
   *
   * @param restsOn what was decided by, beside the command's own stream
   * @param notes beside the command
   * @throws ConcurrencyException when one of these has changed, or the stream is not new: nothing
   *     was decided, and only the sender can decide again
   */
  public long sendNew(Command command, List<Expectation> restsOn, Map<String, String> notes) {
    var presumed =
        new GenericCommandMessage<>(
            command, Map.of(MetadataKeys.PRESUMED_NEW, "true", MetadataKeys.RESTS_ON, restsOn));
    return this.<Long>submit(presumed.andMetaData(notes).andMetaData(IfMatch.ofRequest()));
  }

  /**
   * Sends a command that is one of many, without waiting. They are decided side by side, those to
   * one aggregate in the order in which they were sent, and share their commits.
   *
   * @return the version of the stream after the command; or its failure, which is {@link Refused}
   *     when no decision came in time
   */
  public CompletableFuture<Long> begin(Command command) {
    IfMatch.refuse();
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

  @SuppressWarnings("TypeParameterUnusedInFormals") // as Axon declares it
  private <R> R submit(CommandMessage<?> command) {
    try {
      return all(() -> this.<R>decision(command).join());
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
    }
  }

  private <R> CompletableFuture<R> decision(CommandMessage<?> command) {
    return gateway
        .<R>send(command.andMetaData(Map.of(MetadataKeys.REACHED, PositionHeader.ofRequest())))
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
    return ResponseEntity.noContent().eTag(tag(send(command))).build();
  }

  /** A version of a stream as entity tag. */
  public static String tag(long version) {
    return "\"" + version + "\"";
  }
}
