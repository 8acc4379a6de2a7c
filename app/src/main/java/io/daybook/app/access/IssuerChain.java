package io.daybook.app.access;

import com.nimbusds.jose.jwk.source.JWKSource;
import io.daybook.web.access.AuthProperties;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2RefreshTokenGenerator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Spring Authorization Server: client credentials for services, and authorization codes with PKCE
 * for people, who sign in on a page of the issuer. What it keeps of them in their session has names
 * of its own, because the console of the same process has its things in the same session.
 */
final class IssuerChain {
  /** How long people stay signed in who ask for nothing. */
  static final Duration SIGNED_IN = Duration.ofHours(12);

  /** Everything that is answered here. */
  static final List<String> PATHS =
      List.of(
          "/oauth2/token",
          "/oauth2/jwks",
          "/oauth2/authorize",
          SignInPage.ADDRESS,
          SignInPage.STYLE,
          "/.well-known/oauth-authorization-server");

  private static final String SESSION = "daybook.issuer.";

  private final OwnIssuer issuer;
  private final AuthProperties properties;
  private final Supplier<List<String>> consoles;

  /**
   * @param consoles addresses to which codes are sent
   */
  IssuerChain(OwnIssuer issuer, AuthProperties properties, Supplier<List<String>> consoles) {
    this.issuer = issuer;
    this.properties = properties;
    this.consoles = consoles;
  }

  SecurityFilterChain of(HttpSecurity http) throws Exception {
    var keys = issuer.keys();
    http.setSharedObject(JWKSource.class, keys);
    var tokens = new JwtGenerator(new NimbusJwtEncoder(keys));
    tokens.setJwtCustomizer(this::fill);
    var signedIn = new HttpSessionSecurityContextRepository();
    signedIn.setSpringSecurityContextKey(SESSION + "context");
    var asked = new HttpSessionRequestCache();
    asked.setSessionAttrName(SESSION + "request");
    asked.setRequestMatcher(
        PathPatternRequestMatcher.pathPattern(HttpMethod.GET, "/oauth2/authorize"));
    return http.securityMatcher(PATHS.toArray(String[]::new))
        .csrf(
            forged ->
                forged.requireCsrfProtectionMatcher(
                    PathPatternRequestMatcher.pathPattern(HttpMethod.POST, SignInPage.ADDRESS)))
        .securityContext(context -> context.securityContextRepository(signedIn))
        .requestCache(cache -> cache.requestCache(asked))
        .logout(AbstractHttpConfigurer::disable)
        .headers(
            headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(policy())))
        .authenticationProvider(new AccountSignIn(issuer))
        .formLogin(
            form ->
                form.loginPage(SignInPage.ADDRESS)
                    .loginProcessingUrl(SignInPage.ADDRESS)
                    .usernameParameter("account")
                    .passwordParameter("secret")
                    .defaultSuccessUrl("/console")
                    .failureUrl(SignInPage.ADDRESS + "?refused"))
        .addFilterBefore(new SignInPage(), UsernamePasswordAuthenticationFilter.class)
        .with(
            new OAuth2AuthorizationServerConfigurer(),
            server ->
                server
                    .registeredClientRepository(
                        new Accounts(
                            new AccountList(issuer, properties.tokenLife()).of(consoles())))
                    .authorizationService(new KeptForPeople(SIGNED_IN))
                    .authorizationServerSettings(
                        AuthorizationServerSettings.builder().issuer(issuer.name()).build())
                    .tokenGenerator(
                        new DelegatingOAuth2TokenGenerator(
                            tokens, new OAuth2RefreshTokenGenerator())))
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/oauth2/authorize")
                    .authenticated()
                    .anyRequest()
                    .permitAll())
        .build();
  }

  private List<String> consoles() {
    return consoles.get();
  }

  /** A browser follows a form's answer only to where the page said that it may lead. */
  private String policy() {
    return "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action 'self' "
        + String.join(" ", properties.consoles());
  }

  /** As RFC 9068 has it; who names no scope gets those of the account. */
  private void fill(JwtEncodingContext token) {
    var account = token.getRegisteredClient();
    var person = token.getPrincipal();
    var scopes =
        account.getClientId().equals(OwnIssuer.CONSOLE) && person != null
            ? person.getAuthorities().stream().map(GrantedAuthority::getAuthority).toList()
            : token.getAuthorizedScopes().isEmpty()
                ? account.getScopes()
                : token.getAuthorizedScopes();
    token.getJwsHeader().type("at+jwt");
    token
        .getClaims()
        .audience(List.of(properties.audience()))
        .claim("scope", String.join(" ", scopes))
        .claim("client_id", account.getClientId());
  }
}
