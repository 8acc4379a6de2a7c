package io.daybook.eventstore;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.Registration;
import org.axonframework.messaging.DefaultInterceptorChain;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;

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
 * saves two switches of threads.
 */
final class StreamCommandBus extends SimpleCommandBus {
  private static final int MOST_TOGETHER = 64;

  private final Executor executor;
  private final CommandTargets targets;
  private final List<MessageHandlerInterceptor<? super CommandMessage<?>>> interceptors =
      new CopyOnWriteArrayList<>();

  /** Who waits for an aggregate that is busy; no queue, no commands. */
  private final ConcurrentMap<String, Deque<Waiting<?, ?>>> queues = new ConcurrentHashMap<>();

  StreamCommandBus(Executor executor, CommandTargets targets) {
    super(SimpleCommandBus.builder());
    this.executor = executor;
    this.targets = targets;
  }

  private record Waiting<C, R>(
      CommandMessage<C> command,
      MessageHandler<? super CommandMessage<?>> handler,
      CommandCallback<? super C, ? super R> callback) {

    void answer(Object resultOrFailure) {
      callback.onResult(
          command,
          resultOrFailure instanceof Throwable failure
              ? GenericCommandResultMessage.asCommandResultMessage(failure)
              : GenericCommandResultMessage.asCommandResultMessage(resultOrFailure));
    }
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
    var waiting = new Waiting<>(command, handler, callback);
    var target = Objects.requireNonNullElseGet(targets.targetOf(command), command::getIdentifier);
    if (!joinQueue(target, waiting)) {
      if (CurrentUnitOfWork.isStarted()) {
        execute(target, List.of(waiting));
      } else {
        alone(waiting);
        handOver(target);
      }
    }
  }

  /** False when nobody is being handled: then the caller is responsible for this aggregate. */
  private boolean joinQueue(String target, Waiting<?, ?> waiting) {
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
  private List<Waiting<?, ?>> gathered(String target) {
    var gathered = new ArrayList<Waiting<?, ?>>();
    queues.computeIfPresent(
        target,
        (_, queue) -> {
          while (!queue.isEmpty() && gathered.size() < MOST_TOGETHER) {
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

  private void execute(String target, List<Waiting<?, ?>> first) {
    try {
      executor.execute(
          () -> {
            for (var next = first; !next.isEmpty(); next = gathered(target)) {
              handleAll(next);
            }
          });
    } catch (RejectedExecutionException closing) {
      for (var next = first; !next.isEmpty(); next = gathered(target)) {
        next.forEach(waiting -> waiting.answer(closing));
      }
    }
  }

  private void handleAll(List<Waiting<?, ?>> waiting) {
    if (waiting.size() == 1) {
      alone(waiting.getFirst());
    } else {
      together(waiting);
    }
  }

  private <C, R> void alone(Waiting<C, R> waiting) {
    try {
      super.handle(waiting.command(), waiting.handler(), waiting.callback());
    } catch (RuntimeException | Error failure) {
      waiting.answer(failure);
    }
  }

  /**
   * All in one unit of work. When one of them fails nothing was appended, and each is handled
   * alone, so that it answers for itself only. When the outcome is not known, nobody's is.
   */
  private void together(List<Waiting<?, ?>> all) {
    var byCommand = all.stream().collect(Collectors.toMap(Waiting::command, Function.identity()));
    var work =
        new BatchingUnitOfWork<CommandMessage<?>>(
            all.stream().<CommandMessage<?>>map(Waiting::command).toList());
    var outcome =
        work.executeWithResult(
            () -> {
              var handler = Objects.requireNonNull(byCommand.get(work.getMessage())).handler();
              return new DefaultInterceptorChain<>(work, interceptors, handler).proceed();
            },
            RollbackConfigurationType.ANY_THROWABLE);
    if (!outcome.isExceptional()) {
      var results = work.getExecutionResults();
      for (var waiting : all) {
        waiting.answer(Objects.requireNonNull(results.get(waiting.command())).getResult());
      }
    } else if (outcome.exceptionResult() instanceof LogUnavailableException away) {
      all.forEach(waiting -> waiting.answer(away));
    } else {
      all.forEach(this::alone);
    }
  }
}
