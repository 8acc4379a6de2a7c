package io.daybook.eventstore;

import javax.sql.DataSource;
import org.axonframework.config.Configuration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How events are handled unless a processor says otherwise: pooled, in batches, and never past an
 * event that failed. Axon's defaults log a failure and go on, and commit one event at a time.
 */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class ProcessingConfiguration {
  private static final String UNHURRIED = ProcessingConfiguration.class.getName();

  @Bean
  ConfigurerModule processingDefaults(EventStoreProperties properties, DataSource dataSource) {
    var jdbc = new JdbcTemplate(dataSource);
    return configurer ->
        configurer
            .eventProcessing()
            .usingPooledStreamingEventProcessors()
            .configureDefaultStreamableMessageSource(Configuration::eventStore)
            .registerPooledStreamingEventProcessorConfiguration(
                (_, processor) ->
                    processor
                        .batchSize(properties.batchSize())
                        .initialSegmentCount(properties.segments())
                        .initialToken(StreamableMessageSource::createTailToken))
            .registerDefaultHandlerInterceptor(
                (_, _) -> (work, chain) -> unhurried(work, chain, jdbc))
            .registerDefaultListenerInvocationErrorHandler(_ -> PropagatingErrorHandler.instance())
            .registerDefaultErrorHandler(_ -> PropagatingErrorHandler.instance());
  }

  /**
   * What processors write follows from the log, and their token is in the same transaction. So they
   * do not wait for the disk: what a crash takes is done again, and PostgreSQL never keeps a later
   * transaction without the earlier ones.
   */
  private static Object unhurried(
      UnitOfWork<? extends EventMessage<?>> work, InterceptorChain chain, JdbcTemplate jdbc)
      throws Exception {
    work.root()
        .getOrComputeResource(
            UNHURRIED,
            key -> {
              jdbc.execute("set local synchronous_commit = off");
              return key;
            });
    return chain.proceed();
  }
}
