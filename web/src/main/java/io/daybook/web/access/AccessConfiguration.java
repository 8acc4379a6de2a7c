package io.daybook.web.access;

import jakarta.servlet.DispatcherType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/**
 * The one chain of filters before every door of HTTP, of every role. A token comes in the header
 * {@code Authorization}, and nowhere else: not in a cookie, which a browser would send by itself
 * for any page, and not in an address, which is written down on the way. So there is nothing that a
 * forged request could use, and no session.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@EnableConfigurationProperties({AuthProperties.class, CorsProperties.class})
class AccessConfiguration {
  private static final List<String> ANSWERED =
      List.of(
          "ETag",
          "Location",
          "Link",
          "Retry-After",
          "WWW-Authenticate",
          "Daybook-Position",
          "Idempotent-Replayed",
          "RateLimit",
          "RateLimit-Policy",
          "Deprecation",
          "Sunset");

  @Bean
  @ConditionalOnProperty(name = "daybook.auth.issuer")
  JwtDecoder issuerElsewhere(AuthProperties properties) {
    return new IssuerElsewhere(String.valueOf(properties.issuer()), properties);
  }

  /** Makes a {@link Caller} of a token; for the chain, and for whom tokens come another way. */
  @Bean
  AuthenticationManager bearers(JwtDecoder tokens) {
    var provider = new JwtAuthenticationProvider(tokens);
    provider.setJwtAuthenticationConverter(new CallerTokens());
    return new ProviderManager(provider);
  }

  /** Headers are what they say in UTF-8, which is more than the characters of HTTP. */
  @Bean
  HttpFirewall readableHeaders() {
    var firewall = new StrictHttpFirewall();
    firewall.setAllowedHeaderValues(AccessConfiguration::isReadable);
    return firewall;
  }

  /** Nearly all values are plain ASCII; only the others are copied to be decoded. */
  private static boolean isReadable(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) > '~' || value.charAt(i) < ' ') {
        return new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
            .chars()
            .noneMatch(Character::isISOControl);
      }
    }
    return true;
  }

  /** A span and a timer for each filter would cost more than all the filters do. */
  @Bean
  SecurityObservationSettings noObservationOfFilters() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  Door healthDoor() {
    return Door.open(HttpMethod.GET, "/actuator/health/**");
  }

  @Bean
  Door infoDoor() {
    return Door.of(HttpMethod.GET, "/actuator/info", Role.OPERATOR, Role.AUDITOR, Role.SCRAPER);
  }

  @Bean
  Door metricsDoor() {
    return Door.of(HttpMethod.GET, "/actuator/metrics/**", Role.OPERATOR, Role.SCRAPER);
  }

  @Bean
  Door prometheusDoor() {
    return Door.of(HttpMethod.GET, "/actuator/prometheus", Role.OPERATOR, Role.SCRAPER);
  }

  @Bean
  SecurityFilterChain door(
      HttpSecurity http,
      AccessRules rules,
      Refusals refusals,
      AuthenticationManager bearers,
      CorsProperties cors)
      throws Exception {
    http.csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .headers(SafeHeaders::write)
        .oauth2ResourceServer(
            server ->
                server
                    .bearerTokenResolver(new BearerTokens())
                    .jwt(jwt -> jwt.authenticationManager(bearers))
                    .authenticationEntryPoint(refusals)
                    .accessDeniedHandler(refusals)
                    .withObjectPostProcessor(answeringBy(refusals)))
        .exceptionHandling(
            failures -> failures.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(
                        DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
                    .permitAll()
                    .anyRequest()
                    .access(rules));
    if (cors.origins().isEmpty()) {
      http.cors(AbstractHttpConfigurer::disable);
    } else {
      http.cors(some -> some.configurationSource(from(cors.origins())));
    }
    return http.build();
  }

  /** Also when the issuer cannot be asked, which Spring Security would let pass as a bug. */
  private static ObjectPostProcessor<BearerTokenAuthenticationFilter> answeringBy(
      Refusals refusals) {
    return new ObjectPostProcessor<>() {
      @Override
      public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
        filter.setAuthenticationFailureHandler(refusals);
        return filter;
      }
    };
  }

  private static UrlBasedCorsConfigurationSource from(List<String> origins) {
    var some = new CorsConfiguration();
    some.setAllowedOrigins(origins);
    some.setAllowedMethods(List.of("GET", "POST", "PUT", "DELETE"));
    some.setAllowedHeaders(List.of("*"));
    some.setExposedHeaders(ANSWERED);
    some.setAllowCredentials(false);
    some.setMaxAge(Duration.ofHours(1));
    var source = new UrlBasedCorsConfigurationSource();
    source.registerCorsConfiguration("/**", some);
    return source;
  }
}
