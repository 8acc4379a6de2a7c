package io.daybook.projection.deadletter;

import io.daybook.projection.Generation;
import io.daybook.projection.Projections;
import io.daybook.projection.ReadTables;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.deadletter.DeadLetteringEventHandlerInvoker;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/** Gives the projections of a generation a queue for their dead letters. */
@Component
public class LetterBoxes {
  private final List<Projections> projections;
  private final DataSource dataSource;
  private final ConnectionProvider connections;
  private final TransactionManager transactions;
  private final TransactionManager apart;
  private final Serializer serializer;
  private final LettersFromLog converter;

  LetterBoxes(
      List<Projections> projections,
      DataSource dataSource,
      ConnectionProvider connections,
      TransactionManager transactions,
      PlatformTransactionManager spring,
      Serializer serializer,
      LettersFromLog converter) {
    this.projections = projections;
    this.dataSource = dataSource;
    this.connections = connections;
    this.transactions = transactions;
    // A retry must lose what a handler did that failed, and keep that it failed.
    this.apart =
        new SpringTransactionManager(
            spring,
            new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
    this.serializer = serializer;
    this.converter = converter;
  }

  /**
   * The projections of a generation, as a processor or a retry runs them.
   *
   * @param invoker hands events to them, and sets aside what fails
   * @param caution which the processor must ask before each event; the invoker does in retries
   * @param queue where the letters are
   */
  public record LetterBox(
      DeadLetteringEventHandlerInvoker invoker,
      MessageHandlerInterceptor<EventMessage<?>> caution,
      SequencedDeadLetterQueue<EventMessage<?>> queue) {}

  /** The projections of a generation, with their letters. */
  public LetterBox of(Generation generation) {
    var model = projections(generation);
    var queue = queue(generation.processor());
    var caution = new Caution(generation.processor(), dataSource, InstantSource.system());
    var invoker =
        DeadLetteringEventHandlerInvoker.builder()
            .eventHandlers(model.writingTo(new ReadTables(dataSource, generation)))
            .sequencingPolicy(model.sequencing())
            .queue(queue)
            .enqueuePolicy(caution)
            .transactionManager(apart)
            .enableSequenceIdentifierCache()
            .build();
    var unused = invoker.registerHandlerInterceptor(caution);
    return new LetterBox(invoker, caution, queue);
  }

  /** The projections of a generation that has no letters: what fails is thrown. */
  public EventHandlerInvoker without(Generation generation) {
    var model = projections(generation);
    return SimpleEventHandlerInvoker.builder()
        .eventHandlers(model.writingTo(new ReadTables(dataSource, generation)))
        .sequencingPolicy(model.sequencing())
        .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
        .build();
  }

  private Projections projections(Generation generation) {
    return projections.stream()
        .filter(one -> one.model() == generation.model())
        .findFirst()
        .orElseThrow();
  }

  private SequencedDeadLetterQueue<EventMessage<?>> queue(String processor) {
    return JdbcSequencedDeadLetterQueue.<EventMessage<?>>builder()
        .processingGroup(processor)
        .connectionProvider(connections)
        .transactionManager(transactions)
        .schema(LetterTable.SCHEMA)
        // The builder makes default statements even when it is given others.
        .genericSerializer(serializer)
        .eventSerializer(serializer)
        .statementFactory(new LetterStatements(serializer))
        .converter(converter)
        .build();
  }
}
