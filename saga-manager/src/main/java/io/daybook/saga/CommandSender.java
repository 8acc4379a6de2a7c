package io.daybook.saga;

import io.daybook.schema.DomainRejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.AxonTransientException;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Sends the commands of sagas and policies and waits until all are decided, so that a token never
 * moves past an event whose commands may be lost. They are sent side by side; each runs in a unit
 * of work of its own.
 */
@Component
public class CommandSender {
  private static final Logger log = LoggerFactory.getLogger(CommandSender.class);

  private final CommandGateway gateway;

  public CommandSender(CommandGateway gateway) {
    this.gateway = gateway;
  }

  /**
   * A command that nobody carried out and nobody would if it were sent again: the domain refused
   * it, or its handler has a bug.
   */
  public record Refusal(Object command, String reason) {}

  /**
   * Sends all and waits for all.
   *
   * @return the commands that were refused; they changed nothing
   * @throws CompletionException when a command failed for a reason that passes, such as a database
   *     that is away; the event comes again
   */
  public List<Refusal> sendAll(List<?> commands) {
    var answers = commands.stream().map(this::send).toList();
    CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
    return answers.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();
  }

  /**
   * Sends all, and waits at the end of the batch of events that is being handled: so the commands
   * of all its events share their commits. A failure that passes fails the batch, which comes
   * again.
   *
   * @param instead the command to send when one was refused; at most once a call
   */
  public void sendWithinBatch(List<?> commands, Function<Refusal, Object> instead) {
    if (commands.isEmpty()) {
      return;
    }
    var answers = commands.stream().map(this::send).toList();
    var settled =
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
            .thenCompose(
                _ ->
                    answers.stream()
                        .flatMap(answer -> answer.join().stream())
                        .findFirst()
                        .map(refusal -> send(instead.apply(refusal)))
                        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
    var batch = CurrentUnitOfWork.get().root();
    batch
        .<List<CompletableFuture<?>>>getOrComputeResource(
            CommandSender.class.getName(),
            _ -> {
              var sent = new ArrayList<CompletableFuture<?>>();
              batch.onPrepareCommit(
                  _ -> CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join());
              return sent;
            })
        .add(settled);
  }

  private CompletableFuture<Optional<Refusal>> send(Object command) {
    return gateway
        .send(command)
        .thenApply(_ -> Optional.<Refusal>empty())
        .exceptionallyCompose(
            failure -> {
              var cause =
                  failure instanceof CompletionException && failure.getCause() != null
                      ? failure.getCause()
                      : failure;
              if (passes(cause)) {
                return CompletableFuture.failedFuture(cause);
              }
              log.error("Refused: {}", command, cause);
              return CompletableFuture.completedFuture(
                  Optional.of(new Refusal(command, reason(cause))));
            });
  }

  private static boolean passes(Throwable failure) {
    return failure instanceof AxonTransientException
        || failure instanceof DataAccessException
        || failure instanceof TransactionException;
  }

  private static String reason(Throwable cause) {
    return cause instanceof DomainRejection rejection
        ? "rule " + rejection.rule() + " in state " + rejection.state() + ": " + cause.getMessage()
        : cause.toString();
  }
}
