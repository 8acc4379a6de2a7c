package io.daybook.app.access;

import io.daybook.app.settings.ContradictionException;
import io.daybook.console.access.ConsoleClient;
import io.daybook.web.access.AuthProperties;
import io.daybook.web.access.Door;
import io.daybook.web.access.Role;
import io.daybook.web.access.TokenReader;
import java.io.IOException;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Whose tokens count. Those of {@code daybook.auth.issuer}; without one, those of our own issuer,
 * if the database is our own too: who runs the platform on a database elsewhere runs it for others,
 * and accounts whose secrets are in a file are not for them.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
public class IssuerConfiguration {

  @Bean
  Door graphqlDoor() {
    return Door.of(
        HttpMethod.POST,
        "/graphql",
        Role.CUSTOMER,
        Role.CLERK,
        Role.WAREHOUSE,
        Role.FINANCE,
        Role.OPERATOR,
        Role.AUDITOR,
        Role.IMPORTER);
  }

  /** {@link SocketCallers} ask for a token once the socket is there. */
  @Bean
  Door graphqlSocketDoor() {
    return Door.open(HttpMethod.GET, "/graphql");
  }

  @Bean
  Door graphiqlDoor() {
    return Door.open(HttpMethod.GET, "/graphiql/**");
  }

  /** Before all that ask who asks. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  SocketCallers socketCallers(AuthenticationManager bearers, Clock clock) {
    return new SocketCallers(bearers, clock);
  }

  /** When no issuer is named. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnExpression("'${daybook.auth.issuer:}'.isBlank()")
  @Import(OwnIssuerConfiguration.class)
  static class Own {

    @Bean
    OwnIssuer ownIssuer(AuthProperties properties, Environment environment) throws IOException {
      if (environment.getProperty("daybook.database", "embedded").equals("external")) {
        throw new ContradictionException(
            "The database is elsewhere (daybook.database=external), and no issuer of tokens is named.",
            "Set daybook.auth.issuer to the issuer whose tokens count; `daybook auth` runs one for trying."
                + " The embedded one is for the embedded database only.");
      }
      var port = environment.getProperty("server.port", "8080");
      return OwnIssuer.in(properties.directory(), "http://localhost:" + port, properties);
    }

    /** The console of this process asks for tokens over the loopback interface. */
    @Bean
    ConsoleClient consoleClient(OwnIssuer issuer, Environment environment) {
      return () ->
          ClientRegistration.withRegistrationId(ConsoleClient.REGISTRATION)
              .clientId(OwnIssuer.CONSOLE)
              .clientSecret(issuer.secrets().get(OwnIssuer.CONSOLE))
              .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
              .clientSettings(
                  ClientRegistration.ClientSettings.builder().requireProofKey(true).build())
              .redirectUri("{baseUrl}" + ConsoleClient.SIGNED_IN)
              .authorizationUri("/oauth2/authorize")
              .tokenUri(
                  "http://localhost:%s/oauth2/token"
                      .formatted(environment.getProperty("local.server.port")))
              .userNameAttributeName("sub")
              .build();
    }

    @Bean
    JwtDecoder ownTokens(OwnIssuer issuer, AuthProperties properties) {
      return TokenReader.of(issuer.keys(), issuer.name(), properties);
    }
  }
}
