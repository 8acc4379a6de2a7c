package io.daybook.projection.deadletter;

import io.daybook.projection.ReadModel;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/** Gives each projection a queue for its dead letters, and no event that it cannot know. */
@Configuration(proxyBeanMethods = false)
class DeadLettering {

  @Bean
  ConfigurerModule deadLetters(
      DataSource dataSource,
      ConnectionProvider connections,
      TransactionManager transactions,
      PlatformTransactionManager spring,
      Serializer serializer,
      LettersFromLog letters) {
    // A retry must lose what a handler did that failed, and keep that it failed.
    var apart =
        new SpringTransactionManager(
            spring,
            new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
    return configurer -> {
      for (var model : ReadModel.values()) {
        var queue = queue(model, connections, transactions, serializer, letters);
        var caution = new Caution(model.processor(), dataSource, InstantSource.system());
        register(configurer.eventProcessing(), model.processor(), queue, caution, apart);
      }
    };
  }

  private static void register(
      EventProcessingConfigurer processing,
      String projection,
      SequencedDeadLetterQueue<EventMessage<?>> queue,
      Caution caution,
      TransactionManager apart) {
    processing
        .registerDeadLetterQueue(projection, _ -> queue)
        .registerDeadLetteringEventHandlerInvokerConfiguration(
            projection,
            (_, invoker) ->
                invoker
                    .enqueuePolicy(caution)
                    .transactionManager(apart)
                    .enableSequenceIdentifierCache())
        .registerHandlerInterceptor(projection, _ -> caution);
  }

  private static SequencedDeadLetterQueue<EventMessage<?>> queue(
      ReadModel model,
      ConnectionProvider connections,
      TransactionManager transactions,
      Serializer serializer,
      LettersFromLog letters) {
    return JdbcSequencedDeadLetterQueue.<EventMessage<?>>builder()
        .processingGroup(model.processor())
        .connectionProvider(connections)
        .transactionManager(transactions)
        .schema(LetterTable.SCHEMA)
        // The builder makes default statements even when it is given others.
        .genericSerializer(serializer)
        .eventSerializer(serializer)
        .statementFactory(new LetterStatements(serializer))
        .converter(letters)
        .build();
  }
}
