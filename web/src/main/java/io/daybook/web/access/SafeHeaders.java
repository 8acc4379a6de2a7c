package io.daybook.web.access;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * What answers tell browsers: our JSON is no page, is shown in no frame, and loads nothing. The
 * pages that we have, GraphiQL and that of the API, may run the scripts that we serve ourselves.
 */
final class SafeHeaders {
  private static final String POLICY = "Content-Security-Policy";
  private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";
  private static final String PAGES =
      "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none';"
          + " script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:;"
          + " img-src 'self' data:; connect-src 'self'";

  private SafeHeaders() {}

  static void write(HeadersConfigurer<HttpSecurity> headers) {
    RequestMatcher page = SafeHeaders::isPage;
    headers
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
        .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
        .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
        .addHeaderWriter(
            new DelegatingRequestMatcherHeaderWriter(page, new StaticHeadersWriter(POLICY, PAGES)))
        .addHeaderWriter(
            new DelegatingRequestMatcherHeaderWriter(
                new NegatedRequestMatcher(page), new StaticHeadersWriter(POLICY, NOTHING)));
  }

  private static boolean isPage(HttpServletRequest request) {
    var path = request.getRequestURI();
    return path.startsWith("/graphiql") || path.startsWith("/docs");
  }
}
