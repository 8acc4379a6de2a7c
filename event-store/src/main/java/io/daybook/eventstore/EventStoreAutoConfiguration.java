package io.daybook.eventstore;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.sql.DataSource;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.axonframework.modelling.saga.repository.jdbc.PostgresSagaSqlSchema;
import org.axonframework.modelling.saga.repository.jdbc.SagaSchema;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Wires the log, and beside it what Axon would leave out without a word: its own configurations of
 * transactions and JDBC look for class names of Spring Boot 3, and fall back to no transactions at
 * all.
 */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration"
    },
    beforeName = {
      "org.axonframework.springboot.autoconfig.TransactionAutoConfiguration",
      "org.axonframework.springboot.autoconfig.NoOpTransactionAutoConfiguration",
      "org.axonframework.springboot.autoconfig.JdbcAutoConfiguration",
      "org.axonframework.springboot.autoconfig.AxonAutoConfiguration",
      "org.axonframework.springboot.autoconfig.AxonDbSchedulerAutoConfiguration",
      "org.axonframework.springboot.autoconfig.EventProcessingAutoConfiguration",
      "org.axonframework.springboot.autoconfig.InfraConfiguration"
    })
@EnableConfigurationProperties(EventStoreProperties.class)
@Import({CommandConfiguration.class, ProcessingConfiguration.class, SerializerConfiguration.class})
public class EventStoreAutoConfiguration {
  private static final String SCHEMA = "event_log";

  @Bean
  LogMigration logMigration(DataSource dataSource) {
    var flyway =
        Flyway.configure()
            .dataSource(dataSource)
            .schemas(SCHEMA)
            .locations("classpath:db/event-log")
            .load();
    flyway.migrate();
    return new LogMigration();
  }

  @Bean
  @Primary
  TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
    return new SpringTransactionManager(transactions);
  }

  @Bean
  ConnectionProvider connectionProvider(DataSource dataSource) {
    return new UnitOfWorkAwareConnectionProviderWrapper(
        new SpringDataSourceConnectionProvider(dataSource));
  }

  @Bean
  AppendSignal appendSignal(ScheduledExecutorService logTailTimer) {
    return new AppendSignal(logTailTimer);
  }

  @Bean
  EventTable eventTable(
      DataSource dataSource,
      PlatformTransactionManager transactions,
      AppendSignal signal,
      LogMigration migrated) {
    return new EventTable(
        new JdbcTemplate(dataSource), new TransactionTemplate(transactions), signal);
  }

  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService logTailTimer() {
    return Executors.newSingleThreadScheduledExecutor(new AxonThreadFactory("log-tail"));
  }

  @Bean
  LogTail logTail(
      EventStorageEngine engine,
      EventTable table,
      AppendSignal signal,
      ScheduledExecutorService logTailTimer) {
    return new LogTail(engine, table, signal, logTailTimer);
  }

  @Bean
  EventStorageEngine eventStorageEngine(
      EventTable table, Serializer serializer, List<EventUpcaster> upcasters) {
    return PostgresEventStorageEngine.create(table, serializer, new EventUpcasterChain(upcasters));
  }

  @Bean
  EventLog eventLog(EventTable table, Serializer serializer, List<EventUpcaster> upcasters) {
    return new EventLog(table, serializer, new EventUpcasterChain(upcasters));
  }

  @Bean
  TokenStore tokenStore(
      ConnectionProvider connections, Serializer serializer, LogMigration migrated) {
    var schema =
        TokenSchema.builder()
            .setTokenTable(SCHEMA + ".token_entry")
            .setProcessorNameColumn("processor_name")
            .setTokenTypeColumn("token_type")
            .setTimestampColumn("updated_at")
            .build();
    return JdbcTokenStore.builder()
        .connectionProvider(connections)
        .schema(schema)
        .serializer(serializer)
        .contentType(String.class)
        .build();
  }

  @Bean
  SagaStore<Object> sagaStore(
      ConnectionProvider connections, Serializer serializer, LogMigration migrated) {
    var schema =
        SagaSchema.builder()
            .sagaEntryTable(SCHEMA + ".saga_entry")
            .associationValueEntryTable(SCHEMA + ".saga_association")
            .sagaIdColumn("saga_id")
            .sagaTypeColumn("saga_type")
            .serializedSagaColumn("serialized_saga")
            .associationKeyColumn("association_key")
            .associationValueColumn("association_value")
            .build();
    return JdbcSagaStore.builder()
        .connectionProvider(connections)
        .sqlSchema(new PostgresSagaSqlSchema(schema))
        .serializer(serializer)
        .build();
  }

  @Bean
  CorrelationDataProvider originProvider() {
    return new OriginProvider();
  }

  /** Depended on by whatever needs the tables of the log to be there. */
  static final class LogMigration {}
}
