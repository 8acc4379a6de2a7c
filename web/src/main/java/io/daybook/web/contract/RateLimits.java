package io.daybook.web.contract;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.daybook.web.Refused;
import io.daybook.web.access.Callers;
import io.github.bucket4j.Bucket;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Gives each caller a share of what this process can do: whoever has a token by it, others by their
 * address. Counted in memory, by each process for itself, so that it costs nothing and needs
 * nobody. Its headers are those of the IETF's draft-ietf-httpapi-ratelimit-headers-10.
 */
@Component
@Order(0) // after the filters of security, which know the caller
@ConditionalOnWebApplication
@EnableConfigurationProperties(ShareProperties.class)
class RateLimits extends OncePerRequestFilter {
  private final ShareProperties limits;
  private final String policy;
  private final HandlerExceptionResolver problems;
  private final Cache<String, Bucket> buckets;

  RateLimits(ShareProperties limits, HandlerExceptionResolver handlerExceptionResolver) {
    this.limits = limits;
    this.policy =
        "\"caller\";q=%d;w=%d".formatted(limits.requests(), Math.max(1, limits.per().toSeconds()));
    this.problems = handlerExceptionResolver;
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(limits.callers())
            .expireAfterAccess(limits.per().multipliedBy(2))
            .build();
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    var path = request.getRequestURI().substring(request.getContextPath().length());
    return limits.requests() == 0 || !(path.startsWith("/api/") || path.equals("/graphql"));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var probe = buckets.get(callerOf(request), _ -> full()).tryConsumeAndReturnRemaining(1);
    response.setHeader("RateLimit-Policy", policy);
    response.setHeader(
        "RateLimit",
        "\"caller\";r="
            + probe.getRemainingTokens()
            + ";t="
            + seconds(probe.getNanosToWaitForReset()));
    if (probe.isConsumed()) {
      chain.doFilter(request, response);
    } else {
      var wait = Math.max(1, seconds(probe.getNanosToWaitForRefill()));
      problems.resolveException(request, response, null, Refused.tooMany(Duration.ofSeconds(wait)));
    }
  }

  private static String callerOf(HttpServletRequest request) {
    return Callers.current()
        .map(caller -> caller.client() + " " + caller.subject())
        .orElseGet(request::getRemoteAddr);
  }

  private Bucket full() {
    var requests = limits.requests();
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(requests).refillGreedy(requests, limits.per()))
        .build();
  }

  private static long seconds(long nanos) {
    return Duration.ofNanos(nanos).plusSeconds(1).minusNanos(1).toSeconds();
  }
}
