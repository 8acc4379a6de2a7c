package io.daybook.app.access;

import io.daybook.app.secret.SecretFiles;
import io.daybook.console.access.ConsoleClient;
import io.daybook.web.access.AuthProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
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
  private volatile int port;

  OwnIssuerConfiguration(AuthProperties properties) {
    this.properties = properties;
  }

  @Bean
  FilterRegistrationBean<TokenEndpoint> tokenEndpoint(
      ObjectProvider<HttpSecurity> security, OwnIssuer issuer) {
    var chain = new IssuerChain(issuer, properties, this::consoles);
    var endpoint = new FilterRegistrationBean<>(new TokenEndpoint(security, chain));
    endpoint.setUrlPatterns(IssuerChain.PATHS);
    // before the chain that asks for a token
    endpoint.setOrder(Ordered.HIGHEST_PRECEDENCE + 1_000);
    return endpoint;
  }

  @Bean
  PasswordEncoder plainSecrets() {
    return new PlainSecrets();
  }

  /** The console of this process, by its two names on this machine, and those that are named. */
  private List<String> consoles() {
    var here = Stream.of("http://localhost:" + port, "http://127.0.0.1:" + port);
    return Stream.concat(here, properties.consoles().stream())
        .map(origin -> origin + ConsoleClient.SIGNED_IN)
        .toList();
  }

  @EventListener
  void on(WebServerInitializedEvent started) {
    port = started.getWebServer().getPort();
    try {
      SecretFiles.write(
          properties.directory().resolve("address"), "http://localhost:" + port + "\n");
    } catch (IOException failure) {
      throw new UncheckedIOException("Where tokens are to be had cannot be noted", failure);
    }
  }
}
