package io.daybook.saga;

import io.daybook.schema.DomainRejection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends the commands of sagas and policies and waits until all are decided, so that a token never
 * moves past an event whose commands may be lost. Commands that follow from one event are sent side
 * by side; each runs in a unit of work of its own.
 */
@Component
public class CommandSender {
  private static final Logger log = LoggerFactory.getLogger(CommandSender.class);

  private final CommandGateway gateway;

  CommandSender(CommandGateway gateway) {
    this.gateway = gateway;
  }

  /**
   * Sends all and waits for all.
   *
   * <p>A command that the domain refuses changes nothing and would be refused again at once, so it
   * does not hold back the events of other orders: the refusal is logged, and the sender's deadline
   * asks again.
   *
   * @throws CompletionException when a command failed for a technical reason; the event comes again
   */
  public void sendAll(List<?> commands) {
    var answers = commands.stream().map(this::send).toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(answers).join();
  }

  private CompletableFuture<Object> send(Object command) {
    return gateway
        .<Object>send(command)
        .exceptionallyCompose(
            failure -> {
              var cause =
                  failure instanceof CompletionException && failure.getCause() != null
                      ? failure.getCause()
                      : failure;
              if (cause instanceof DomainRejection rejection) {
                log.error(
                    "Refused by rule {} in state {}: {}",
                    rejection.rule(),
                    rejection.state(),
                    command,
                    rejection);
                return CompletableFuture.completedFuture(rejection.rule());
              }
              return CompletableFuture.failedFuture(cause);
            });
  }
}
