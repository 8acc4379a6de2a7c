package io.daybook.runtime;

import io.daybook.eventstore.EventLog;
import io.daybook.eventstore.FollowersElsewhere;
import io.daybook.eventstore.FollowersHere;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.AbstractEventProcessor;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
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
      ObjectProvider<EventProcessingConfiguration> processing,
      ObjectProvider<LaterProcessors> later) {
    return new FencedTokenStore(
        table,
        new TokenJson(serializer),
        claims,
        name,
        transactions,
        log::headPosition,
        processor -> isRunning(streaming(processing.getObject(), later.getObject()).get(processor)),
        sagas::forgetAll);
  }

  private static boolean isRunning(@Nullable StreamingEventProcessor processor) {
    return processor != null && processor.isRunning();
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

  @Bean
  Processes processes(DataSource dataSource, RuntimeProperties properties) {
    return new Processes(
        name, new ProcessTable(new JdbcTemplate(dataSource), properties.claimTimeout()));
  }

  /** What time it is, for whoever compares it with what the database has noted. */
  @Bean
  DatabaseClock clock(@Qualifier("log") DataSource dataSource) {
    var now =
        new JdbcTemplate(dataSource)
            .queryForObject("select clock_timestamp()", OffsetDateTime.class);
    return new DatabaseClock(Objects.requireNonNull(now).toInstant(), System::nanoTime);
  }

  @Bean
  FollowersHere whereabouts(
      @Qualifier("log") DataSource dataSource,
      RuntimeProperties properties,
      LaterProcessors later,
      FollowersElsewhere others,
      EventLog log,
      DatabaseClock clock) {
    var table = new ProcessTable(new JdbcTemplate(dataSource), properties.claimTimeout());
    var whereabouts = new Whereabouts(name, later, table, clock, log::headPosition);
    others.answerWith(whereabouts::writeDown);
    return whereabouts;
  }

  /** On connections of the log: a process whose others are all in use lives all the same. */
  @Bean
  Attendance attendance(
      @Qualifier("log") DataSource dataSource,
      RuntimeProperties properties,
      TokenTable tokens,
      Claims claims,
      Segmentation segmentation,
      DatabaseClock clock,
      ObjectProvider<EventProcessingConfiguration> processing,
      LaterProcessors later) {
    return new Attendance(
        name,
        new ProcessTable(new JdbcTemplate(dataSource), properties.claimTimeout()),
        tokens,
        claims,
        () -> streaming(processing.getObject(), later),
        segmentation,
        clock,
        properties.claimTimeout());
  }

  private static Map<String, StreamingEventProcessor> streaming(
      EventProcessingConfiguration processing, LaterProcessors later) {
    var all = new HashMap<String, StreamingEventProcessor>(later.running());
    processing
        .eventProcessors()
        .forEach(
            (name, processor) -> {
              if (processor instanceof StreamingEventProcessor streaming) {
                all.put(name, streaming);
              }
            });
    return all;
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
                                .orElseThrow()
                                .eventHandlerInvoker()));
  }
}
