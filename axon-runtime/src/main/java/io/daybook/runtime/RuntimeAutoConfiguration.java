package io.daybook.runtime;

import io.daybook.eventstore.EventStoreAutoConfiguration;
import io.daybook.eventstore.Tracing;
import java.time.Duration;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Wires what Axon needs beside the log, and what it would leave out without a word: its own
 * configurations of transactions and JDBC look for class names of Spring Boot 3, and fall back to
 * no transactions at all.
 */
@AutoConfiguration(
    after = EventStoreAutoConfiguration.class,
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
@EnableConfigurationProperties(RuntimeProperties.class)
@Import({
  CommandConfiguration.class,
  ProcessingConfiguration.class,
  SegmentConfiguration.class,
  SerializerConfiguration.class,
  CommandSender.class,
  KeptEvents.class,
  LaterProcessors.class,
  ProcessorProgress.class
})
public class RuntimeAutoConfiguration {

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
  SagaMemory sagaMemory(RuntimeProperties properties) {
    return new SagaMemory(properties.cachedSagas());
  }

  @Bean
  PostgresSagaStore sagaStore(DataSource dataSource, Serializer serializer, SagaMemory memory) {
    return new PostgresSagaStore(new JdbcTemplate(dataSource), serializer, memory);
  }

  @Bean
  CorrelationDataProvider originProvider(ObjectProvider<Tracing> tracing) {
    return new OriginProvider(tracing.getIfAvailable(() -> Tracing.NONE));
  }

  @Bean
  LogNotes logNotes(ObjectProvider<MessageNotes> notes) {
    return new LogNotes(notes.getIfAvailable(() -> _ -> ""));
  }

  /** Shorter than those who scrape metrics wait as a rule, which is ten seconds. */
  @Bean
  DatabaseNumbers databaseNumbers() {
    return new DatabaseNumbers(Duration.ofSeconds(2), Duration.ofSeconds(5));
  }

  @Bean
  RuntimeWatch runtimeWatch(CommandBus bus, DataSource dataSource, RuntimeProperties properties) {
    return new RuntimeWatch(bus, new JdbcTemplate(dataSource), properties.wedgedAfter());
  }
}
