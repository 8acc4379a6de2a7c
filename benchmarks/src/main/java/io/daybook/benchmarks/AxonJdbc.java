package io.daybook.benchmarks;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import io.daybook.eventstore.EventStoreAutoConfiguration;
import io.daybook.runtime.RuntimeAutoConfiguration;
import io.daybook.schema.SchemaJson;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.caching.WeakReferenceCache;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.axonframework.spring.stereotype.Aggregate;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The same aggregates on what Axon's Spring Boot starter and reference guide lead to: its JDBC
 * engine, its simple command bus, a transaction per command. The serializer and the connections are
 * those of Daybook.
 */
final class AxonJdbc implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  AxonJdbc(Server server, int connections) throws SQLException {
    context =
        new SpringApplicationBuilder(Wiring.class)
            .web(WebApplicationType.NONE)
            .run(
                "--logging.level.root=warn",
                "--management.endpoint.health.validate-group-membership=false",
                "--spring.graphql.schema.locations=classpath:no-graphql/",
                "--spring.datasource.hikari.maximum-pool-size=" + connections,
                "--spring.datasource.url=" + server.url(server.newDatabase()),
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=");
  }

  CommandGateway commands() {
    return context.getBean(CommandGateway.class);
  }

  EventStorageEngine engine() {
    return context.getBean(EventStorageEngine.class);
  }

  @Override
  public void close() {
    context.close();
  }

  /** What the starter leaves to the user on PostgreSQL and Boot 4. */
  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration(
      exclude = {EventStoreAutoConfiguration.class, RuntimeAutoConfiguration.class})
  @ComponentScan(
      basePackages = "io.daybook.command",
      useDefaultFilters = false,
      includeFilters = {
        @Filter(Aggregate.class),
        @Filter( // what an aggregate asks
            type = FilterType.REGEX,
            pattern = "io\\.daybook\\.command\\.inventory\\.GoodsNotes")
      })
  static class Wiring {

    @Bean
    @Primary
    TransactionManager axonTransactions(PlatformTransactionManager transactions) {
      return new SpringTransactionManager(transactions);
    }

    @Bean
    ConnectionProvider connections(DataSource dataSource) {
      return new UnitOfWorkAwareConnectionProviderWrapper(
          new SpringDataSourceConnectionProvider(dataSource));
    }

    @Bean
    @Primary
    Serializer serializer() {
      return Jackson3Serializer.builder()
          .jsonMapperBuilderCustomizer(
              mapper ->
                  mapper
                      .addModule(SchemaJson.moneyModule())
                      .changeDefaultVisibility(
                          all ->
                              all.withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                                  .withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                                  .withVisibility(PropertyAccessor.CREATOR, Visibility.ANY)))
          .revisionResolver(new AnnotationRevisionResolver())
          .build();
    }

    @Bean
    EventStorageEngine engine(
        Serializer serializer, ConnectionProvider connections, TransactionManager transactions) {
      var engine =
          JdbcEventStorageEngine.builder()
              .eventSerializer(serializer)
              .snapshotSerializer(serializer)
              .connectionProvider(connections)
              .transactionManager(transactions)
              .build();
      engine.createSchema(PostgresEventTableFactory.INSTANCE);
      return engine;
    }

    /** The cache that the aggregates name: Axon's own, bounded by memory. */
    @Bean
    Cache aggregateCache() {
      return new WeakReferenceCache();
    }

    /** The trigger that the aggregates name, with Axon's own policy. */
    @Bean
    SnapshotTriggerDefinition snapshotPolicy(Snapshotter snapshotter) {
      return new EventCountSnapshotTriggerDefinition(snapshotter, 100);
    }
  }
}
