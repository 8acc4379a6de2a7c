package io.daybook.runtime;

import io.daybook.eventstore.Beliefs;
import io.daybook.eventstore.MetadataKeys;
import io.daybook.eventstore.Reached;
import io.daybook.eventstore.Tracing;
import io.daybook.eventstore.UnitOfWorkLog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
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
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;

/** How commands are handled. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class CommandConfiguration {
  private static final double MILLIS = 1_000;

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
  CommandSteps commandSteps(
      ObjectProvider<Tracing> tracing, LogNotes notes, CommandTargets targets) {
    return new CommandSteps(tracing.getIfAvailable(() -> Tracing.NONE), notes, targets);
  }

  @Bean
  CommandMeters commandMeters(
      ObjectProvider<MeterRegistry> registry, ObjectProvider<RefusalTest> refusals) {
    return new CommandMeters(
        registry.getIfAvailable(CompositeMeterRegistry::new),
        refusals.getIfAvailable(() -> _ -> false));
  }

  /** What waits: for its answer, and for a thread. */
  @Bean
  MeterBinder commandGauges(CommandBus bus, ExecutorService commandExecutor) {
    return meters -> {
      if (bus instanceof StreamCommandBus streams) {
        Gauge.builder("daybook.commands.open", streams, StreamCommandBus::open)
            .description("Commands that have no answer yet")
            .register(meters);
        Gauge.builder(
                "daybook.commands.open.longest",
                streams,
                all -> all.longestOpen().toMillis() / MILLIS)
            .description("How long the oldest of them has been waiting")
            .baseUnit("seconds")
            .register(meters);
      }
      new ExecutorServiceMetrics(commandExecutor, "commands", "daybook", Tags.empty())
          .bindTo(meters);
    };
  }

  @Bean
  CommandBus commandBus(
      ExecutorService commandExecutor,
      CommandTargets targets,
      Beliefs beliefs,
      List<CorrelationDataProvider> origins,
      CommandMeters meters,
      CommandSteps steps) {
    var bus = new StreamCommandBus(commandExecutor, targets, meters);
    bus.registerDispatchInterceptor(steps);
    bus.registerHandlerInterceptor(steps);
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
      RuntimeProperties properties,
      CommandMeters meters) {
    return DefaultCommandGateway.builder()
        .commandBus(bus)
        .retryScheduler(
            new ConflictRetry(
                commandRetryExecutor,
                commandExecutor,
                properties.commandRetries(),
                meters::retried))
        .build();
  }

  @Bean
  AggregateCache aggregateCache(Beliefs beliefs, RuntimeProperties properties) {
    return new AggregateCache(beliefs, properties.cachedAggregates());
  }
}
