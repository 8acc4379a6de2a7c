package io.daybook.app.access;

import io.daybook.app.secret.SecretFiles;
import io.daybook.web.access.AuthProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Serves an {@link OwnIssuer}, and leaves beside its accounts a note of where it is. */
@Configuration(proxyBeanMethods = false)
class OwnIssuerConfiguration {
  private final AuthProperties properties;

  OwnIssuerConfiguration(AuthProperties properties) {
    this.properties = properties;
  }

  @Bean
  FilterRegistrationBean<TokenEndpoint> tokenEndpoint(
      ObjectProvider<HttpSecurity> security, OwnIssuer issuer) {
    var endpoint = new FilterRegistrationBean<>(new TokenEndpoint(security, issuer, properties));
    endpoint.setUrlPatterns(TokenEndpoint.PATHS);
    // before the chain that asks for a token
    endpoint.setOrder(Ordered.HIGHEST_PRECEDENCE + 1_000);
    return endpoint;
  }

  @Bean
  PasswordEncoder plainSecrets() {
    return new PlainSecrets();
  }

  @EventListener
  void on(WebServerInitializedEvent started) {
    var address = "http://localhost:" + started.getWebServer().getPort();
    try {
      SecretFiles.write(properties.directory().resolve("address"), address + "\n");
    } catch (IOException failure) {
      throw new UncheckedIOException("Where tokens are to be had cannot be noted", failure);
    }
  }
}
