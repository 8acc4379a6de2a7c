package io.daybook.runtime;

import io.daybook.eventstore.MetadataKeys;
import io.daybook.eventstore.UnitOfWorkLog;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Commands to one aggregate wait in its queue, not for its lock, and those that have gathered while
 * one was committed are handled together: one load, one append. So what limits a hot aggregate is
 * no longer one commit per command.
 *
 * <p>A command is handled in a unit of work of its own, never in that of a saga that sends it: it
 * is committed when its answer arrives, and a conflict in it is answered to the saga instead of
 * rolling back the saga's batch for ever. The price is at-least-once delivery: all that sagas send
 * is idempotent. A command has no database transaction, because it only reads and appends, and the
 * append commits by itself.
 *
 * <p>A caller outside any unit of work handles its command itself when the aggregate is idle, which
 * saves two switches of threads; unless it has more commands to send.
 *
 * <p>A command that does not say who has sent it is refused before anything of it is done.
 */
final class StreamCommandBus extends SimpleCommandBus {
  private static final int MAX_TOGETHER = 64;

  private final Executor executor;
  private final CommandTargets targets;
  private final CommandMeters meters;
  private final List<MessageHandlerInterceptor<? super CommandMessage<?>>> interceptors =
      new CopyOnWriteArrayList<>();

  /** Who waits for an aggregate that is busy; no queue, no commands. */
  private final ConcurrentMap<String, Deque<OpenCommand<?, ?>>> queues = new ConcurrentHashMap<>();

  /** All commands without an answer, wherever they are. */
  private final Set<OpenCommand<?, ?>> open = ConcurrentHashMap.newKeySet();

  StreamCommandBus(Executor executor, CommandTargets targets, CommandMeters meters) {
    super(SimpleCommandBus.builder().rollbackConfiguration(_ -> hasApplied()));
    this.executor = executor;
    this.targets = targets;
    this.meters = meters;
  }

  /**
   * Whether the command under way, which has failed, has changed its aggregate. If not, it is
   * committed: a refusal is a decision too, and what it rests on has to be confirmed.
   */
  private static boolean hasApplied() {
    return UnitOfWorkLog.of(CurrentUnitOfWork.get()).events() > 0;
  }

  @Override
  public Registration registerHandlerInterceptor(
      MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
    interceptors.add(interceptor);
    var registration = super.registerHandlerInterceptor(interceptor);
    return () -> interceptors.remove(interceptor) && registration.cancel();
  }

  @Override
  protected <C, R> void handle(
      CommandMessage<C> command,
      MessageHandler<? super CommandMessage<?>> handler,
      CommandCallback<? super C, ? super R> callback) {
    if (!(command.getMetaData().get(MetadataKeys.PRINCIPAL) instanceof String sender)
        || sender.isBlank()) {
      var refused = new NoPrincipalException(command.getCommandName());
      callback.onResult(command, GenericCommandResultMessage.asCommandResultMessage(refused));
      return;
    }
    var waiting = new OpenCommand<>(command, handler, callback, open, meters);
    var target = Objects.requireNonNullElseGet(targets.targetOf(command), command::getIdentifier);
    if (!joinQueue(target, waiting)) {
      if (CurrentUnitOfWork.isStarted()
          || command.getMetaData().containsKey(MetadataKeys.ONE_OF_MANY)) {
        execute(target, List.of(waiting));
      } else {
        try {
          alone(waiting);
        } finally {
          handOver(target);
        }
      }
    }
  }

  /** False when nobody is being handled: then the caller is responsible for this aggregate. */
  private boolean joinQueue(String target, OpenCommand<?, ?> waiting) {
    var joined = new boolean[1];
    queues.compute(
        target,
        (_, queue) -> {
          if (queue == null) {
            return new ArrayDeque<>();
          }
          joined[0] = true;
          queue.add(waiting);
          return queue;
        });
    return joined[0];
  }

  /** Those who have gathered; when there are none, nobody is responsible any more. */
  private List<OpenCommand<?, ?>> gathered(String target) {
    var gathered = new ArrayList<OpenCommand<?, ?>>();
    queues.computeIfPresent(
        target,
        (_, queue) -> {
          while (!queue.isEmpty() && gathered.size() < MAX_TOGETHER) {
            gathered.add(queue.remove());
          }
          return gathered.isEmpty() ? null : queue;
        });
    return gathered;
  }

  private void handOver(String target) {
    var next = gathered(target);
    if (!next.isEmpty()) {
      execute(target, next);
    }
  }

  /**
   * Handles these and then those who gather meanwhile. Whatever happens, somebody stays responsible
   * for the aggregate, or its queue is empty: else all later commands to it would wait for ever.
   */
  private void execute(String target, List<OpenCommand<?, ?>> first) {
    try {
      executor.execute(
          () -> {
            for (var next = first; !next.isEmpty(); next = gathered(target)) {
              handleAll(next);
            }
          });
    } catch (RejectedExecutionException | Error noThread) {
      for (var next = first; !next.isEmpty(); next = gathered(target)) {
        next.forEach(waiting -> waiting.fail(noThread));
      }
    }
  }

  private void handleAll(List<OpenCommand<?, ?>> waiting) {
    try {
      together(waiting);
    } catch (RuntimeException | Error failure) {
      waiting.forEach(one -> one.fail(failure)); // but for those that are answered
    }
  }

  private <C, R> void alone(OpenCommand<C, R> waiting) {
    try {
      super.handle(waiting.command, waiting.handler, waiting);
    } catch (RuntimeException | Error failure) {
      waiting.fail(failure);
    }
  }

  private void together(List<OpenCommand<?, ?>> all) {
    if (all.size() == 1) {
      alone(all.getFirst());
      return;
    }
    new CommandBatch(all, interceptors)
        .handle().stream().filter(part -> !part.isEmpty()).forEach(this::together);
  }

  /** How many commands wait for their answers. */
  int open() {
    return open.size();
  }

  /** How long the oldest command has been waiting for its answer. */
  Duration longestOpen() {
    var now = System.nanoTime();
    return Duration.ofNanos(
        open.stream().mapToLong(waiting -> now - waiting.since).max().orElse(0));
  }
}
