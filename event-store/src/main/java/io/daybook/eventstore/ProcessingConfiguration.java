package io.daybook.eventstore;

import org.axonframework.config.Configuration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.context.annotation.Bean;

/**
 * How events are handled unless a processor says otherwise: pooled, in batches, and never past an
 * event that failed. Axon's defaults log a failure and go on, and commit one event at a time.
 */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class ProcessingConfiguration {

  @Bean
  ConfigurerModule processingDefaults(EventStoreProperties properties) {
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
            .registerDefaultListenerInvocationErrorHandler(_ -> PropagatingErrorHandler.instance())
            .registerDefaultErrorHandler(_ -> PropagatingErrorHandler.instance());
  }
}
