package io.daybook.relay.webhook;

import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How endpoints are called. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookProperties.class)
class WebhookConfiguration {
  private static final Logger log = LoggerFactory.getLogger(WebhookConfiguration.class);
  private static final Duration NAME_WITHIN = Duration.ofSeconds(5);

  @Bean
  InnerNetworks innerNetworks(WebhookProperties properties) {
    if (properties.unsafeAddresses()) {
      log.warn("Webhooks may go to inner addresses and over http: this is for development only");
    }
    return new InnerNetworks(properties.refusedNetworks());
  }

  @Bean
  EndpointAddress endpointAddress(WebhookProperties properties, InnerNetworks inner) {
    return new EndpointAddress(properties.unsafeAddresses(), inner);
  }

  /** Asked by tests instead of the names that there are. */
  @Bean
  @ConditionalOnMissingBean
  CheckedNames.Lookup endpointNames() {
    return InetAddress::getAllByName;
  }

  @Bean
  CheckedNames checkedNames(
      CheckedNames.Lookup names, InnerNetworks inner, WebhookProperties properties) {
    return new CheckedNames(names, inner, properties.unsafeAddresses(), NAME_WITHIN);
  }

  @Bean
  EndpointClient endpointClient(CheckedNames names, WebhookProperties properties)
      throws NoSuchAlgorithmException {
    var most = properties.atOnce() + properties.atOnceFailing();
    return new EndpointClient(
        EndpointConnections.client(names, SSLContext.getDefault(), most, properties.answerWithin()),
        properties.answerWithin(),
        Math.toIntExact(properties.answerAtMost().toBytes()));
  }

  @Bean
  SendSlots sendSlots(WebhookProperties properties) {
    return new SendSlots(properties.atOnce(), properties.atOnceFailing());
  }

  @Bean
  Backoff webhookBackoff(WebhookProperties properties) {
    return new Backoff(
        properties.firstPause(),
        properties.longestPause(),
        () -> ThreadLocalRandom.current().nextDouble());
  }
}
