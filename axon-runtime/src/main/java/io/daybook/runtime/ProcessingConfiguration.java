package io.daybook.runtime;

import io.daybook.eventstore.EventLog;
import io.daybook.eventstore.Tracing;
import java.time.Duration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;

/**
 * How events are handled unless a processor says otherwise: pooled, in batches, and never past an
 * event that failed or that this release does not know. Axon's defaults log a failure and go on,
 * pass over what has no handler, and commit one event at a time.
 */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class ProcessingConfiguration {
  /**
   * How long a token may stay behind its processor while no event concerns it. Others read from
   * tokens how far everything is; Axon's five seconds made a processor that had caught up look as
   * if it stood still.
   */
  private static final Duration TOKEN_EVERY = Duration.ofSeconds(1);

  /** What a read model does for a page costs much more than what it does for an event. */
  @Bean
  ConfigurerModule gatheringProcessors(RuntimeProperties properties, EventLog log, Claims claims) {
    return configurer ->
        properties
            .gather()
            .forEach(
                (name, gather) ->
                    configurer
                        .eventProcessing()
                        .registerPooledStreamingEventProcessorConfiguration(
                            name,
                            (_, processor) ->
                                processor.messageSource(
                                    new KnownEvents(log.gathering(gather), claims::outdated))));
  }

  @Bean
  ConfigurerModule processingDefaults(
      RuntimeProperties properties, Claims claims, DatabaseClock clock) {
    return configurer ->
        configurer
            .eventProcessing()
            .usingPooledStreamingEventProcessors()
            .configureDefaultStreamableMessageSource(
                axon -> new KnownEvents(axon.eventStore(), claims::outdated))
            .registerPooledStreamingEventProcessorConfiguration(
                (axon, processor) ->
                    processor
                        .batchSize(properties.batchSize())
                        .initialSegmentCount(properties.segments())
                        .claimExtensionThreshold(TOKEN_EVERY.toMillis())
                        .coordinatorExecutor(
                            name -> {
                              var coordination = new CoordinatorThread(name);
                              axon.onShutdown(coordination::shutdown);
                              return coordination;
                            })
                        .clock(clock)
                        .initialToken(StreamableMessageSource::createTailToken))
            .registerDefaultListenerInvocationErrorHandler(_ -> PropagatingErrorHandler.instance())
            .registerDefaultErrorHandler(_ -> new ErrorsAreFailures());
  }

  /** Before the guard of the segment, whose refusals are part of what takes time. */
  @Bean
  ConfigurerModule tracedProcessors(ObjectProvider<Tracing> tracing, LogNotes notes) {
    return configurer ->
        configurer
            .eventProcessing()
            .registerDefaultHandlerInterceptor(
                (_, processor) ->
                    new FollowingSteps(
                        processor, true, tracing.getIfAvailable(() -> Tracing.NONE), notes));
  }
}
