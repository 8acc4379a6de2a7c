package io.daybook.app.access;

import com.nimbusds.jose.jwk.source.JWKSource;
import io.daybook.web.access.AuthProperties;
import io.daybook.web.access.Role;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Spring Authorization Server, for the grant of client credentials. It is a lot of objects, of
 * which a platform needs none until somebody asks for the first token; so they are made then.
 */
final class TokenEndpoint implements Filter {
  /** Everything that is answered here. */
  static final List<String> PATHS =
      List.of("/oauth2/token", "/oauth2/jwks", "/.well-known/oauth-authorization-server");

  private final ObjectProvider<HttpSecurity> security;
  private final OwnIssuer issuer;
  private final AuthProperties properties;
  private volatile @Nullable FilterChainProxy made;

  TokenEndpoint(
      ObjectProvider<HttpSecurity> security, OwnIssuer issuer, AuthProperties properties) {
    this.security = security;
    this.issuer = issuer;
    this.properties = properties;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var server = made;
    (server == null ? make() : server).doFilter(request, response, chain);
  }

  private synchronized FilterChainProxy make() throws ServletException {
    var server = made;
    if (server == null) {
      try {
        server = new FilterChainProxy(List.of(chainOf(security.getObject())));
      } catch (Exception failure) {
        throw new ServletException("The authorization server cannot be made", failure);
      }
      made = server;
    }
    return server;
  }

  private SecurityFilterChain chainOf(HttpSecurity http) throws Exception {
    var keys = issuer.keys();
    http.setSharedObject(JWKSource.class, keys);
    var tokens = new JwtGenerator(new NimbusJwtEncoder(keys));
    tokens.setJwtCustomizer(this::fill);
    return http.securityMatcher(PATHS.toArray(String[]::new))
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .with(
            new OAuth2AuthorizationServerConfigurer(),
            server ->
                server
                    .registeredClientRepository(accounts())
                    .authorizationService(new NothingKept())
                    .authorizationServerSettings(
                        AuthorizationServerSettings.builder().issuer(issuer.name()).build())
                    .tokenGenerator(tokens))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  private Accounts accounts() {
    var life = TokenSettings.builder().accessTokenTimeToLive(properties.tokenLife()).build();
    return new Accounts(
        Arrays.stream(Role.values())
            .map(role -> Map.entry(OwnIssuer.accountOf(role), role))
            .filter(account -> issuer.secrets().containsKey(account.getKey()))
            .map(
                account ->
                    RegisteredClient.withId(account.getKey())
                        .clientId(account.getKey())
                        .clientSecret(
                            Objects.requireNonNull(issuer.secrets().get(account.getKey())))
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                        .scope(account.getValue().scope())
                        .tokenSettings(life)
                        .build())
            .toList());
  }

  /** As RFC 9068 has it; who names no scope gets those of the account. */
  private void fill(JwtEncodingContext token) {
    var account = token.getRegisteredClient();
    var scopes =
        token.getAuthorizedScopes().isEmpty() ? account.getScopes() : token.getAuthorizedScopes();
    token.getJwsHeader().type("at+jwt");
    token
        .getClaims()
        .audience(List.of(properties.audience()))
        .claim("scope", String.join(" ", scopes))
        .claim("client_id", account.getClientId());
  }
}
