package io.daybook.relay.inbox;

import io.daybook.eventstore.MetadataKeys;
import io.daybook.eventstore.Reached;
import io.daybook.relay.inbox.Heard.Wish;
import io.daybook.schema.DomainRejection;
import io.daybook.web.access.Caller;
import io.daybook.web.access.Role;
import java.util.HashMap;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.AxonTransientException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/** Sends what messages ask for, as the account of the warehouse, and says what became of it. */
class InboxCommands {
  private static final long PATIENCE_SECONDS = 30;

  /** Who may write to the topics is the broker's to say; what may be asked for there is ours. */
  private static final Set<Role> ROLES = Set.of(Role.WAREHOUSE);

  private final CommandGateway gateway;
  private final Caller account;

  InboxCommands(CommandGateway gateway, InboxProperties properties) {
    this.gateway = gateway;
    this.account = new Caller(properties.account(), "kafka", "kafka", ROLES, null);
  }

  /** What became of a command. A failure that passes is none of these: its future fails. */
  sealed interface Answer {}

  /**
   * It is carried out, now or before, and durable.
   *
   * @param position how far the log was then; empty when nothing was left to do
   */
  record Carried(OptionalLong position) implements Answer {}

  /** It is not carried out, and would not be if it were sent again now. */
  record Declined(String reason) implements Answer {}

  /**
   * Sends it; it is carried out at once or not at all.
   *
   * @return fails when it may be carried out if it is sent again
   */
  CompletableFuture<Answer> send(Wish wish) {
    var reached = new Reached();
    var metadata = new HashMap<String, Object>(account.asMetadata());
    metadata.put(MetadataKeys.CORRELATION_ID, wish.correlation());
    if (!wish.causation().isEmpty()) {
      metadata.put(MetadataKeys.CAUSATION_ID, wish.causation());
    }
    metadata.put(MetadataKeys.REACHED, reached);
    metadata.put(MetadataKeys.ONE_OF_MANY, "true");
    return gateway
        .send(new GenericCommandMessage<>(wish.command(), metadata))
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .<Answer>thenApply(_ -> new Carried(reached.position()))
        .exceptionallyCompose(InboxCommands::declined);
  }

  private static CompletableFuture<Answer> declined(Throwable failure) {
    var cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return passes(cause)
        ? CompletableFuture.failedFuture(cause)
        : CompletableFuture.completedFuture(new Declined(reason(cause)));
  }

  private static String reason(Throwable cause) {
    return switch (cause) {
      case DomainRejection rejection -> rejection.toString();
      case AggregateNotFoundException _ -> "There is no such shipment";
      default -> "It failed, and would again: " + cause;
    };
  }

  private static boolean passes(Throwable failure) {
    return failure instanceof AxonTransientException
        || failure instanceof ConcurrencyException
        || failure instanceof NoHandlerForCommandException // this process is stopping
        || failure instanceof RejectedExecutionException
        || failure instanceof TimeoutException
        || (failure instanceof DataAccessException
            && !(failure instanceof DataIntegrityViolationException))
        || failure instanceof TransactionException;
  }
}
