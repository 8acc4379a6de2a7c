package io.daybook.relay.inbox;

import io.daybook.runtime.DatabaseNumbers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.HashMap;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How the inbox is put together. What was put aside can be looked at and decided about also where
 * nothing is heard.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InboxProperties.class)
class InboxConfiguration {

  @Bean
  @DependsOn("relayCursorTable") // which has the tables made
  HeardTable heardTable(DataSource dataSource) {
    return new HeardTable(dataSource);
  }

  @Bean
  @DependsOn("relayCursorTable")
  AsideTable asideTable(DataSource dataSource) {
    return new AsideTable(dataSource);
  }

  @Bean
  InboxCommands inboxCommands(CommandGateway gateway, InboxProperties properties) {
    return new InboxCommands(gateway, properties);
  }

  @Bean
  InboxBooks inboxBooks(
      HeardTable heard,
      AsideTable aside,
      PlatformTransactionManager transactions,
      MeterRegistry meters) {
    return new InboxBooks(heard, aside, new TransactionTemplate(transactions), meters);
  }

  @Bean
  InboxRetries inboxRetries(
      AsideTable aside,
      HeardTable heard,
      InboxBooks books,
      InboxCommands commands,
      PlatformTransactionManager transactions) {
    return new InboxRetries(aside, heard, books, commands, new TransactionTemplate(transactions));
  }

  /** What is there only where something is heard. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnExpression("!'${daybook.inbox.bootstrap-servers:}'.isEmpty()")
  static class Hearing {

    @Bean
    InboxState inboxState() {
      return new InboxState();
    }

    @Bean
    Inbox inbox(
        InboxCommands commands, InboxBooks books, InboxProperties properties, InboxState state) {
      var settings = new HashMap<String, Object>(properties.properties());
      settings.putAll(Inbox.settings(properties));
      return new Inbox(
          () -> new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer()),
          commands::send,
          books,
          properties,
          state);
    }

    @Bean
    HealthIndicator inboxHealthIndicator(InboxState state, AsideTable aside) {
      return new InboxHealth(state, aside);
    }

    @Bean
    MeterBinder inboxMeters(InboxState state, AsideTable aside, DatabaseNumbers numbers) {
      return registry -> {
        Gauge.builder("daybook.inbox.lag", state, InboxState::lag)
            .description(
                "Messages of the warehouse that are not read yet, of the partition with most")
            .register(registry);
        Gauge.builder("daybook.inbox.aside", aside, table -> numbers.ask(table::count))
            .description("Messages of the warehouse that were put aside, and wait for an operator")
            .register(registry);
      };
    }
  }
}
