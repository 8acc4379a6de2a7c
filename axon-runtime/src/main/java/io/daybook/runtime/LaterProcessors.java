package io.daybook.runtime;

import io.daybook.eventstore.EventLog;
import io.daybook.eventstore.Tracing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Makes processors that begin and end while the process runs, beside those that Axon makes at its
 * start; they promise the same.
 */
@Component
public class LaterProcessors {
  private final EventLog log;
  private final TokenStore tokens;
  private final TransactionManager transactions;
  private final RuntimeProperties properties;
  private final Claims claims;
  private final DatabaseClock clock;
  private final Tracing tracing;
  private final LogNotes notes;
  private final Map<String, LaterProcessor> running = new ConcurrentHashMap<>();

  LaterProcessors(
      EventLog log,
      TokenStore tokens,
      TransactionManager transactions,
      RuntimeProperties properties,
      Claims claims,
      DatabaseClock clock,
      ObjectProvider<Tracing> tracing,
      LogNotes notes) {
    this.log = log;
    this.tokens = tokens;
    this.transactions = transactions;
    this.properties = properties;
    this.claims = claims;
    this.clock = clock;
    this.tracing = tracing.getIfAvailable(() -> Tracing.NONE);
    this.notes = notes;
  }

  /**
   * What a processor is to be like.
   *
   * @param name by which its tokens go
   * @param gatherLike the processor whose setting of {@code daybook.log.gather} counts
   * @param batchSize the most events of a page, 0 for as many as other processors have
   * @param tokenEvery how often its tokens are written while no event concerns it, and how soon it
   *     looks for segments
   */
  public record Plan(
      String name,
      String gatherLike,
      int batchSize,
      Duration tokenEvery,
      EventHandlerInvoker invoker,
      List<? extends MessageHandlerInterceptor<? super EventMessage<?>>> interceptors) {
    /** What is waited in between may not be mistaken for the wait of a full queue. */
    public Plan {
      if (tokenEvery.equals(CoordinatorThread.WHILE_FULL)) {
        throw new IllegalArgumentException("Tokens of " + name + " every " + tokenEvery);
      }
    }
  }

  /** Makes a processor, which is not started yet. */
  public LaterProcessor make(Plan plan) {
    var gather = properties.gather().getOrDefault(plan.gatherLike(), Duration.ZERO);
    var processor =
        new LaterProcessor(
            plan.name(),
            properties.segments(),
            running,
            claims::wake,
            builder ->
                builder
                    .name(plan.name())
                    .eventHandlerInvoker(plan.invoker())
                    .errorHandler(new ErrorsAreFailures())
                    .messageSource(new KnownEvents(log.gathering(gather), claims::outdated))
                    .tokenStore(tokens)
                    .transactionManager(transactions)
                    .initialSegmentCount(properties.segments())
                    .initialToken(StreamableMessageSource::createTailToken)
                    .tokenClaimInterval(plan.tokenEvery().toMillis())
                    .claimExtensionThreshold(plan.tokenEvery().toMillis())
                    .clock(clock)
                    .batchSize(plan.batchSize() > 0 ? plan.batchSize() : properties.batchSize()));
    processor.register(
        new SegmentGuard(plan.name(), claims, () -> processor.processor().eventHandlerInvoker()));
    processor.register(new FollowingSteps(plan.name(), false, tracing, notes));
    plan.interceptors().forEach(processor::register);
    return processor;
  }

  /** Those that run now, by their names. */
  Map<String, StreamingEventProcessor> running() {
    return running.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().processor()));
  }
}
