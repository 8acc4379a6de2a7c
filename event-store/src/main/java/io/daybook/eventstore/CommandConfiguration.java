package io.daybook.eventstore;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.spring.eventsourcing.SpringAggregateSnapshotter;
import org.springframework.context.annotation.Bean;

/** How commands are handled, and when aggregates are remembered as snapshots. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class CommandConfiguration {

  @Bean(destroyMethod = "shutdown")
  ExecutorService commandExecutor(EventStoreProperties properties) {
    return Executors.newFixedThreadPool(
        properties.commandThreads(), new AxonThreadFactory("command"));
  }

  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService commandRetryExecutor() {
    return Executors.newSingleThreadScheduledExecutor(new AxonThreadFactory("command-retry"));
  }

  @Bean
  CommandTargets commandTargets() {
    return new CommandTargets();
  }

  @Bean
  CommandBus commandBus(
      ExecutorService commandExecutor,
      CommandTargets targets,
      List<CorrelationDataProvider> origins) {
    var bus = new StreamCommandBus(commandExecutor, targets);
    bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(origins));
    return bus;
  }

  @Bean
  CommandGateway commandGateway(
      CommandBus bus,
      ExecutorService commandExecutor,
      ScheduledExecutorService commandRetryExecutor,
      EventStoreProperties properties) {
    return DefaultCommandGateway.builder()
        .commandBus(bus)
        .retryScheduler(
            new ConflictRetry(commandRetryExecutor, commandExecutor, properties.commandRetries()))
        .build();
  }

  @Bean(destroyMethod = "shutdown")
  ExecutorService snapshotExecutor() {
    return Executors.newSingleThreadExecutor(new AxonThreadFactory("snapshot"));
  }

  /** Off the thread of the command, which would otherwise pay for the snapshot. */
  @Bean
  Snapshots aggregateSnapshotter(
      ExecutorService snapshotExecutor,
      Configuration configuration,
      HandlerDefinition handlers,
      ParameterResolverFactory parameters,
      EventStore store,
      TransactionManager transactions,
      SnapshotTable snapshots,
      EventTable table,
      EventReader reader) {
    var builder =
        SpringAggregateSnapshotter.builder()
            .repositoryProvider(configuration::repository)
            .executor(snapshotExecutor)
            .transactionManager(transactions)
            .eventStore(store)
            .parameterResolverFactory(parameters)
            .handlerDefinition(handlers);
    return new Snapshots(builder, snapshots, table, reader);
  }

  @Bean
  Cache aggregateCache(EventTable table, EventStoreProperties properties) {
    return new AggregateCache(table, properties.cachedAggregates());
  }

  @Bean
  SnapshotTriggerDefinition snapshotPolicy(
      Snapshotter snapshotter, EventStoreProperties properties) {
    return new SnapshotPolicy(snapshotter, properties);
  }
}
