package io.daybook.app.privacy;

import io.daybook.privacy.MasterKey;
import io.daybook.relay.webhook.SecretSealer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Secrets of webhooks are sealed as keys of customers are wrapped: by the master key. */
@Configuration(proxyBeanMethods = false)
public class WebhookSecrets {

  @Bean
  SecretSealer webhookSecretSealer(MasterKey master) {
    return new SecretSealer() {
      @Override
      public String key() {
        return master.name();
      }

      @Override
      public byte[] seal(byte[] secret, String purpose) {
        return master.wrap(secret, purpose);
      }

      @Override
      public byte[] open(String key, byte[] sealed, String purpose) {
        return master.unwrap(key, sealed, purpose);
      }
    };
  }
}
