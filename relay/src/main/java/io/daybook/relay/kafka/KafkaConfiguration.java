package io.daybook.relay.kafka;

import io.daybook.eventstore.Tracing;
import io.daybook.relay.follow.Recipients;
import io.daybook.relay.follow.Relay;
import io.daybook.relay.follow.RelayCursorTable;
import io.daybook.runtime.DatabaseNumbers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Only where brokers are named. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnBrokers.class)
@EnableConfigurationProperties(RelayKafkaProperties.class)
class KafkaConfiguration {

  /** The log is the outbox, so the topics begin with its first event. */
  @Bean
  Recipients kafka(
      RelayKafkaProperties properties,
      RelayCursorTable cursors,
      MeterRegistry meters,
      ObjectProvider<Tracing> tracing) {
    cursors.begin(KafkaRecipients.LIVE, -1, null);
    return new KafkaRecipients(
        KafkaRecipients.LIVE, properties, meters, tracing.getIfAvailable(() -> Tracing.NONE));
  }

  @Bean
  Recipients kafkaReplays(RelayKafkaProperties properties, MeterRegistry meters) {
    return new KafkaRecipients(KafkaRecipients.REPLAY, properties, meters, Tracing.NONE);
  }

  @Bean
  MeterBinder kafkaLag(Relay relay, DatabaseNumbers numbers) {
    return meters ->
        Gauge.builder(
                "daybook.relay.lag", relay, one -> numbers.ask(() -> one.lag(KafkaRecipients.LIVE)))
            .description("Events of the log that a recipient is behind")
            .tag("recipient", KafkaRecipients.LIVE)
            .register(meters);
  }

  @Bean
  HealthIndicator kafkaHealthIndicator(Relay relay) {
    return new KafkaHealth(relay);
  }
}
