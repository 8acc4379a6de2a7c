package io.daybook.benchmarks;

import io.daybook.web.access.Caller;
import io.daybook.web.access.Role;
import jakarta.servlet.Filter;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/** A platform that takes everybody for an importer, and has no chain of filters. */
@Configuration(proxyBeanMethods = false)
class WithoutSecurity {
  /** Spring Boot would register the chain; the others are those that the platform excludes. */
  static final String EXCLUDED =
      "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration,"
          + "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration,"
          + "org.axonframework.springboot.autoconfig.UpdateCheckerAutoConfiguration,"
          + "org.axonframework.springboot.autoconfig.XStreamAutoConfiguration";

  @Bean
  FilterRegistrationBean<Filter> noChain(
      @Qualifier("springSecurityFilterChain") Filter springSecurityFilterChain) {
    var none = new FilterRegistrationBean<>(springSecurityFilterChain);
    none.setEnabled(false);
    return none;
  }

  @Bean
  FilterRegistrationBean<Filter> everybody() {
    var caller = new Caller("importer", "importer", "benchmarks", Set.of(Role.IMPORTER), null);
    var context = new SecurityContextImpl(new PreAuthenticatedAuthenticationToken(caller, ""));
    return new FilterRegistrationBean<>(
        (request, response, chain) -> {
          SecurityContextHolder.setContext(context);
          try {
            chain.doFilter(request, response);
          } finally {
            SecurityContextHolder.clearContext();
          }
        });
  }
}
