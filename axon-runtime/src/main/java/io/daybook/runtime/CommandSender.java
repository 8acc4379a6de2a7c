package io.daybook.runtime;

import io.daybook.eventstore.MetadataKeys;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.AxonTransientException;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.AnnotationCommandTargetResolver;
import org.axonframework.modelling.command.CommandTargetResolver;
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

  private static final CommandTargetResolver TARGETS =
      AnnotationCommandTargetResolver.builder().build();

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
   * A command that begins a stream, as a rule: the stream is not looked for. Where it is there all
   * the same, the command is tried again, with the look.
   */
  public static Object opening(Object command) {
    return new GenericCommandMessage<>(command, Map.of(MetadataKeys.PRESUMED_NEW, "true"));
  }

  /**
   * Sends all and waits for all.
   *
   * @param principal the name of the part of the platform that sends them
   * @return the commands that were refused; they changed nothing
   * @throws CompletionException when a command failed for a reason that passes, such as a database
   *     that is away; the event comes again
   */
  public List<Refusal> sendAll(String principal, List<?> commands) {
    var origin = originOf(principal);
    return all(commands.stream().map(command -> send(command, origin)).toList()).join();
  }

  /**
   * Sends all after those that the same batch of events has sent under the same key, and waits at
   * the end of the batch: so what follows from one event does not overtake what follows from an
   * earlier one, and the commands of all keys share their commits. A failure that passes fails the
   * batch, which comes again.
   *
   * @param principal the name of the part of the platform that sends them
   * @param key of what is kept in order
   * @param commands as they are, or as {@link #opening} makes them
   * @param instead the command to send when one was refused; at most once a call
   */
  public void sendWithinBatch(
      String principal, Object key, List<?> commands, Function<Refusal, Object> instead) {
    if (commands.isEmpty()) {
      return;
    }
    // What causes them is known now; some are sent by another thread.
    var origin = originOf(principal);
    var inOrder = sentInBatch();
    inOrder.put(
        key,
        inOrder
            .getOrDefault(key, CompletableFuture.completedFuture(null))
            .thenCompose(
                _ -> {
                  var answers = commands.stream().map(command -> send(command, origin)).toList();
                  return all(answers)
                      .thenCompose(
                          refusals ->
                              refusals.isEmpty()
                                  ? CompletableFuture.completedFuture(Optional.<Refusal>empty())
                                  : send(instead.apply(refusals.getFirst()), origin));
                }));
  }

  /** Who started nothing else has started this. */
  private static MetaData originOf(String principal) {
    var cause = MetaData.from(CurrentUnitOfWork.correlationData());
    var origin = cause.and(MetadataKeys.PRINCIPAL, principal);
    return cause.containsKey(MetadataKeys.CORRELATION_ID)
        ? origin
        : origin.and(MetadataKeys.ACTOR, principal);
  }

  private static Map<Object, CompletableFuture<?>> sentInBatch() {
    var batch = CurrentUnitOfWork.get().root();
    return batch.getOrComputeResource(
        CommandSender.class.getName(),
        _ -> {
          var sent = new HashMap<Object, CompletableFuture<?>>();
          batch.onPrepareCommit(_ -> await(sent.values()));
          return sent;
        });
  }

  private static void await(Collection<CompletableFuture<?>> sent) {
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
  }

  private static CompletableFuture<List<Refusal>> all(
      List<CompletableFuture<Optional<Refusal>>> answers) {
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(_ -> answers.stream().flatMap(answer -> answer.join().stream()).toList());
  }

  private CompletableFuture<Optional<Refusal>> send(Object command, MetaData origin) {
    var message = GenericCommandMessage.asCommandMessage(command).andMetaData(origin);
    return gateway
        .send(message)
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
              log(message.getPayload(), cause);
              return CompletableFuture.completedFuture(
                  Optional.of(new Refusal(message.getPayload(), cause.toString())));
            });
  }

  /**
   * Commands have addresses and card tokens in them, which are nobody's to read here. A refusal by
   * a rule has no stack trace, and takes one line.
   */
  private static void log(Object command, Throwable cause) {
    log.error("Refused: {} for {}", command.getClass().getSimpleName(), target(command), cause);
  }

  private static String target(Object command) {
    try {
      return TARGETS.resolveTarget(new GenericCommandMessage<>(command)).getIdentifier();
    } catch (IllegalArgumentException withoutOne) {
      return "nobody";
    }
  }

  private static boolean passes(Throwable failure) {
    return failure instanceof AxonTransientException
        || failure instanceof NoHandlerForCommandException // this process is stopping
        || failure instanceof RejectedExecutionException
        || failure instanceof DataAccessException
        || failure instanceof TransactionException;
  }
}
