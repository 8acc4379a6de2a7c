package io.daybook.runtime;

import io.daybook.eventstore.EventLog;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.AbstractEventProcessor;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** Who handles which segments: tokens, claims, and how segments are divided over processes. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class SegmentConfiguration {
  private final String name = FencedTokenStore.uniqueName();

  @Bean
  Claims claims() {
    return new Claims(System::nanoTime);
  }

  @Bean
  TokenTable tokenTable(DataSource dataSource, RuntimeProperties properties) {
    return new TokenTable(new JdbcTemplate(dataSource), properties.claimTimeout());
  }

  @Bean
  TokenStore tokenStore(
      TokenTable table,
      Serializer serializer,
      Claims claims,
      PlatformTransactionManager transactions,
      EventLog log,
      SagaMemory sagas,
      ObjectProvider<EventProcessingConfiguration> processing) {
    return new FencedTokenStore(
        table,
        new TokenJson(serializer),
        claims,
        name,
        transactions,
        log::headPosition,
        runsIn(processing),
        sagas::forgetAll);
  }

  private static Predicate<String> runsIn(ObjectProvider<EventProcessingConfiguration> processing) {
    return processor ->
        processing
            .getObject()
            .eventProcessor(processor, StreamingEventProcessor.class)
            .filter(StreamingEventProcessor::isRunning)
            .isPresent();
  }

  @Bean
  Segmentation segmentation(
      TokenTable table, Serializer serializer, PlatformTransactionManager transactions) {
    return new Segmentation(table, new TokenJson(serializer), transactions);
  }

  @Bean
  ProcessorSegments processorSegments(
      DataSource dataSource,
      RuntimeProperties properties,
      Segmentation segmentation,
      EventLog log) {
    var table = new ProcessTable(new JdbcTemplate(dataSource), properties.claimTimeout());
    return new ProcessorSegments(table, segmentation, log);
  }

  /** On connections of the log: a process whose others are all in use lives all the same. */
  @Bean
  Attendance attendance(
      @Qualifier("log") DataSource dataSource,
      RuntimeProperties properties,
      TokenTable tokens,
      Claims claims,
      Segmentation segmentation,
      ObjectProvider<EventProcessingConfiguration> processing) {
    return new Attendance(
        name,
        new ProcessTable(new JdbcTemplate(dataSource), properties.claimTimeout()),
        tokens,
        claims,
        () -> streaming(processing.getObject()),
        segmentation,
        properties.claimTimeout());
  }

  private static Map<String, StreamingEventProcessor> streaming(
      EventProcessingConfiguration processing) {
    return processing.eventProcessors().entrySet().stream()
        .filter(one -> one.getValue() instanceof StreamingEventProcessor)
        .collect(
            Collectors.toMap(Map.Entry::getKey, one -> (StreamingEventProcessor) one.getValue()));
  }

  @Bean
  ConfigurerModule guardedSegments(Claims claims) {
    return configurer ->
        configurer
            .eventProcessing()
            .registerDefaultHandlerInterceptor(
                (axon, processor) ->
                    new SegmentGuard(
                        processor,
                        claims,
                        () ->
                            axon.eventProcessingConfiguration()
                                .eventProcessor(processor, AbstractEventProcessor.class)
                                .orElseThrow()));
  }
}
