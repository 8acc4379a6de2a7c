package io.daybook.runtime;

import io.daybook.eventstore.Beliefs;
import io.daybook.eventstore.MetadataKeys;
import io.daybook.eventstore.Reached;
import io.daybook.eventstore.UnitOfWorkLog;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.springframework.context.annotation.Bean;

/** How commands are handled. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class CommandConfiguration {

  @Bean(destroyMethod = "shutdown")
  ExecutorService commandExecutor(RuntimeProperties properties) {
    return Executors.newFixedThreadPool(
        properties.commandThreads(), new AxonThreadFactory("command"));
  }

  /** Closing makes the retries that are still due, at most 250 ms later: none is dropped. */
  @Bean(destroyMethod = "close")
  ScheduledExecutorService commandRetryExecutor() {
    return Executors.newSingleThreadScheduledExecutor(new AxonThreadFactory("command-retry"));
  }

  @Bean
  HandlerEnhancerDefinition versionConditions() {
    return new VersionConditions();
  }

  @Bean
  CommandTargets commandTargets() {
    return new CommandTargets();
  }

  @Bean
  CommandBus commandBus(
      ExecutorService commandExecutor,
      CommandTargets targets,
      Beliefs beliefs,
      List<CorrelationDataProvider> origins) {
    var bus = new StreamCommandBus(commandExecutor, targets);
    bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(origins));
    bus.registerHandlerInterceptor(
        (work, chain) -> {
          beliefs.restOn(work.getMessage());
          if (work.getMessage().getMetaData().get(MetadataKeys.REACHED) instanceof Reached sender) {
            UnitOfWorkLog.of(work).tell(sender);
          }
          return chain.proceed();
        });
    return bus;
  }

  @Bean
  CommandGateway commandGateway(
      CommandBus bus,
      ExecutorService commandExecutor,
      ScheduledExecutorService commandRetryExecutor,
      RuntimeProperties properties) {
    return DefaultCommandGateway.builder()
        .commandBus(bus)
        .retryScheduler(
            new ConflictRetry(commandRetryExecutor, commandExecutor, properties.commandRetries()))
        .build();
  }

  @Bean
  AggregateCache aggregateCache(Beliefs beliefs, RuntimeProperties properties) {
    return new AggregateCache(beliefs, properties.cachedAggregates());
  }
}
