package io.daybook.runtime;

import io.daybook.eventstore.UnitOfWorkLog;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.AxonTransientException;
import org.axonframework.messaging.DefaultInterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * Commands to one aggregate in one unit of work, one after another: one load, one append. A command
 * that fails before it has applied an event has changed nothing, because the state of an aggregate
 * changes only with its events: it is answered so, and the others go on.
 */
final class CommandBatch {
  private final List<OpenCommand<?, ?>> all;
  private final List<MessageHandlerInterceptor<? super CommandMessage<?>>> interceptors;
  private final BatchingUnitOfWork<CommandMessage<?>> work;
  private int begun;
  private int eventsBefore;
  private boolean spoiled;

  CommandBatch(
      List<OpenCommand<?, ?>> all,
      List<MessageHandlerInterceptor<? super CommandMessage<?>>> interceptors) {
    this.all = all;
    this.interceptors = interceptors;
    this.work =
        new BatchingUnitOfWork<>(
            all.stream().<CommandMessage<?>>map(waiting -> waiting.command).toList());
  }

  /**
   * Handles and answers all, or else appends nothing and answers nobody.
   *
   * @return what is left to do, part by part; nothing when all are answered
   */
  List<List<OpenCommand<?, ?>>> handle() {
    var outcome = work.executeWithResult(this::handleNext, this::isSpoiledBy);
    if (!work.isRolledBack()) {
      var results = work.getExecutionResults();
      for (var command : all) {
        command.answer(Objects.requireNonNull(results.get(command.command)).getResult());
      }
      return List.of();
    }
    if (isEverybodys(outcome.exceptionResult())) {
      all.forEach(command -> command.fail(outcome.exceptionResult()));
      return List.of();
    }
    return parts();
  }

  private @Nullable Object handleNext() throws Exception {
    eventsBefore = UnitOfWorkLog.of(work).events();
    var handler = all.get(begun++).handler;
    return new DefaultInterceptorChain<>(work, interceptors, handler).proceed();
  }

  private boolean isSpoiledBy(Throwable failure) {
    spoiled = isEverybodys(failure) || UnitOfWorkLog.of(work).events() > eventsBefore;
    return spoiled;
  }

  /** The log cannot be read or written, or is ahead of this release: each would fail alike. */
  private boolean isEverybodys(Throwable failure) {
    return (failure instanceof AxonTransientException && !(failure instanceof ConcurrencyException))
        || (failure instanceof DataAccessException && !UnitOfWorkLog.of(work).hasMetAny());
  }

  /** Around who spoiled it, so that he fails alone; by halves when it is not known who did. */
  private List<List<OpenCommand<?, ?>>> parts() {
    var size = all.size();
    var culprit = begun - 1;
    return spoiled
        ? List.of(
            all.subList(0, culprit),
            all.subList(culprit, culprit + 1),
            all.subList(culprit + 1, size))
        : List.of(all.subList(0, size / 2), all.subList(size / 2, size));
  }
}
