package io.daybook.projection.deadletter;

import io.daybook.projection.ReadTables;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcDeadLetter;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.EnqueuePolicy;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the events that one projection cannot handle.
 *
 * <p>A page of events is written with a few statements, so its failure does not say whom to blame;
 * and after a failed statement PostgreSQL takes no other in the same transaction, so neither a
 * letter. So the first failure only rolls its page back, and teaches caution: when the page comes
 * again, each event is handled after a savepoint and writes at once what it changes; when that
 * fails, the transaction returns to the savepoint, and only that event is set aside. Caution lasts
 * for a while after the latest failure, because a bug seldom hits one event only, and a processor
 * pauses for seconds before it comes again.
 */
final class Caution
    implements MessageHandlerInterceptor<EventMessage<?>>, EnqueuePolicy<EventMessage<?>> {
  /** Longer than Axon's longest pause, or it would always be forgotten before the batch returns. */
  static final Duration LASTS = Duration.ofMinutes(5);

  private static final Logger log = LoggerFactory.getLogger(Caution.class);
  private static final String MARK = TransactionMark.class.getName();
  private static final String CAREFUL = Caution.class.getName();

  private final String projection;
  private final DataSource dataSource;
  private final InstantSource clock;
  private volatile Instant lastFailure = Instant.MIN;

  Caution(String projection, DataSource dataSource, InstantSource clock) {
    this.projection = projection;
    this.dataSource = dataSource;
    this.clock = clock;
  }

  @Override
  public Object handle(UnitOfWork<? extends EventMessage<?>> unit, InterceptorChain chain)
      throws Exception {
    if (isRetry(unit)) {
      ReadTables.writeAtOnce(unit);
      return chain.proceed();
    }
    if (!isCareful(unit)) {
      return chain.proceed();
    }
    try (var mark = TransactionMark.set(dataSource)) {
      unit.resources().put(MARK, mark);
      var result = chain.proceed();
      mark.release();
      return result;
    } finally {
      unit.resources().remove(MARK);
    }
  }

  /**
   * Whether an event is set aside.
   *
   * @throws EventComesAgainException to roll its batch back, which Axon then repeats after a pause
   */
  @Override
  public EnqueueDecision<EventMessage<?>> decide(
      DeadLetter<? extends EventMessage<?>> letter, Throwable failure) {
    if (letter instanceof JdbcDeadLetter) {
      return Decisions.requeue(failure);
    }
    TransactionMark mark = CurrentUnitOfWork.get().getResource(MARK);
    if (mark == null || EventFailures.passes(failure)) {
      throw new EventComesAgainException(failure);
    }
    learn(failure);
    mark.rollBack();
    var event = letter.message();
    log.warn(
        "{} sets aside {} {}",
        projection,
        event.getPayloadType().getSimpleName(),
        event.getIdentifier(),
        failure);
    return Decisions.enqueue(EventFailures.kept(failure));
  }

  /**
   * Whether a page is handled event by event; the same for all its events, because what is gathered
   * must not wait while later changes are written at once.
   */
  private boolean isCareful(UnitOfWork<? extends EventMessage<?>> page) {
    Boolean decided = page.getResource(CAREFUL);
    if (decided != null) {
      return decided;
    }
    var careful =
        !lastFailure.equals(Instant.MIN) && !clock.instant().isAfter(lastFailure.plus(LASTS));
    page.resources().put(CAREFUL, careful);
    if (careful) {
      ReadTables.writeAtOnce(page);
    } else {
      page.onRollback(rolledBack -> learn(rolledBack.getExecutionResult().getExceptionResult()));
    }
    return careful;
  }

  private void learn(Throwable failure) {
    if (!EventFailures.passes(failure)) {
      lastFailure = clock.instant();
    }
  }

  /** A retry has a transaction for each event anyway. */
  private static boolean isRetry(UnitOfWork<?> unit) {
    return unit.getResource(DeadLetter.class.getName()) != null;
  }
}
