package io.daybook.runtime;

import java.time.InstantSource;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.context.annotation.Bean;

/**
 * How events are handled unless a processor says otherwise: pooled, in batches, and never past an
 * event that failed or that this release does not know. Axon's defaults log a failure and go on,
 * pass over what has no handler, and commit one event at a time.
 */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class ProcessingConfiguration {

  @Bean
  ConfigurerModule processingDefaults(RuntimeProperties properties) {
    return configurer ->
        configurer
            .eventProcessing()
            .usingPooledStreamingEventProcessors()
            .configureDefaultStreamableMessageSource(
                axon -> new KnownEvents(axon.eventStore(), InstantSource.system()))
            .registerPooledStreamingEventProcessorConfiguration(
                (_, processor) ->
                    processor
                        .batchSize(properties.batchSize())
                        .initialSegmentCount(properties.segments())
                        .initialToken(StreamableMessageSource::createTailToken))
            .registerDefaultListenerInvocationErrorHandler(_ -> PropagatingErrorHandler.instance())
            .registerDefaultErrorHandler(_ -> new ErrorsAreFailures());
  }
}
