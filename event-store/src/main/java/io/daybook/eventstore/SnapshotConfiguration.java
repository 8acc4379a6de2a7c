package io.daybook.eventstore;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.spring.eventsourcing.SpringAggregateSnapshotter;
import org.springframework.context.annotation.Bean;

/** When aggregates are remembered as snapshots, and by whom. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class SnapshotConfiguration {

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
  SnapshotTriggerDefinition snapshotPolicy(
      Snapshotter snapshotter, EventStoreProperties properties) {
    return new SnapshotPolicy(snapshotter, properties);
  }
}
