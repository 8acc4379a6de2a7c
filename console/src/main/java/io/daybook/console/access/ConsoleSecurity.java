package io.daybook.console.access;

import io.daybook.console.api.ConsoleProperties;
import io.daybook.console.page.RefusedPages;
import io.daybook.web.access.Caller;
import io.daybook.web.access.Door;
import jakarta.servlet.DispatcherType;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * How people come in: an authorization code with PKCE from the issuer whose tokens count, a session
 * that holds the token, a token against forgery in each form. Whom an address lets in is decided by
 * the same rules as for the API.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleSecurity {
  private static final String SIGN_IN = "/console/sign-in";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  @Bean
  Door consoleAssets() {
    return Door.open(HttpMethod.GET, "/console/assets/**");
  }

  @Bean
  @Order(1)
  SecurityFilterChain consoleDoor(
      ObjectProvider<HttpSecurity> security,
      IssuerNamed issuer,
      AuthenticationManager bearers,
      AuthorizationManager<RequestAuthorizationContext> rules,
      ConsoleProperties properties,
      RefusedPages refused) {
    return new ConsoleDoor(
        () -> chain(security.getObject(), issuer, bearers, rules, properties, refused));
  }

  private static SecurityFilterChain chain(
      HttpSecurity http,
      IssuerNamed issuer,
      AuthenticationManager bearers,
      AuthorizationManager<RequestAuthorizationContext> rules,
      ConsoleProperties properties,
      RefusedPages refused)
      throws Exception {
    var tokens = new HttpSessionOAuth2AuthorizedClientRepository();
    var clients = new DefaultOAuth2AuthorizedClientManager(issuer, tokens);
    clients.setAuthorizedClientProvider(
        OAuth2AuthorizedClientProviderBuilder.builder().refreshToken().build());
    var asked = new HttpSessionRequestCache();
    asked.setSessionAttrName("daybook.console.request");
    asked.setRequestMatcher(PathPatternRequestMatcher.pathPattern(HttpMethod.GET, "/console/**"));
    return http.securityMatcher("/console", "/console/**")
        .requestCache(cache -> cache.requestCache(asked))
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                    .crossOriginOpenerPolicy(
                        policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                    .crossOriginResourcePolicy(
                        policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN)))
        .logout(
            logout -> logout.logoutUrl("/console/sign-out").logoutSuccessUrl("/console/signed-out"))
        .oauth2Login(
            login ->
                login
                    .clientRegistrationRepository(issuer)
                    .authorizedClientRepository(tokens)
                    .loginPage(SIGN_IN + "/" + ConsoleClient.REGISTRATION)
                    .authorizationEndpoint(start -> start.baseUri(SIGN_IN))
                    .redirectionEndpoint(end -> end.baseUri(ConsoleClient.SIGNED_IN))
                    .successHandler(new StaysSignedIn(asked, properties.signedInFor()))
                    .failureUrl("/console/not-signed-in")
                    .userInfoEndpoint(who -> who.userService(token -> personOf(token, bearers))))
        .addFilterBefore(new TokenOfSession(clients, bearers), AnonymousAuthenticationFilter.class)
        .exceptionHandling(failures -> failures.accessDeniedHandler(refused))
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(
                        DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
                    .permitAll()
                    .anyRequest()
                    .access(rules))
        .build();
  }

  /** Who has signed in is whom the access token names; nothing else is asked of the issuer. */
  private static OAuth2User personOf(OAuth2UserRequest signedIn, AuthenticationManager bearers) {
    var token = signedIn.getAccessToken().getTokenValue();
    var known = bearers.authenticate(new BearerTokenAuthenticationToken(token));
    return known.getPrincipal() instanceof Caller caller
        ? new DefaultOAuth2User(List.of(), Map.of("sub", caller.subject()), "sub")
        : new DefaultOAuth2User(List.of(), Map.of("sub", known.getName()), "sub");
  }
}
