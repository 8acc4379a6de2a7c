package io.daybook.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request an id of a trace, which is in its problem document and in our logs: that of
 * its {@code traceparent} (W3C Trace Context), or one of our own. Who says no without a word, such
 * as Spring's endpoint of GraphQL, is given the words here.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@ConditionalOnWebApplication
class Traces extends OncePerRequestFilter {
  /** Under this name our logs know it. */
  static final String ID = "traceId";

  private static final Pattern PARENT =
      Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    MDC.put(ID, idOf(request));
    try {
      chain.doFilter(request, response);
      MDC.put(ID, idOf(request)); // who traces spans has taken it away with the last one
      if (isWordless(request, response)) {
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        var problem = Problem.text(HttpStatusCode.valueOf(response.getStatus()));
        response.getOutputStream().write(problem.getBytes(StandardCharsets.UTF_8));
      }
    } finally {
      MDC.remove(ID);
    }
  }

  private static boolean isWordless(HttpServletRequest request, HttpServletResponse response) {
    return response.getStatus() >= HttpStatus.BAD_REQUEST.value()
        && response.getContentType() == null
        && !response.isCommitted()
        && !request.isAsyncStarted()
        && !HttpMethod.HEAD.matches(request.getMethod());
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  /** The trace of the request under way; null outside of one. */
  static @Nullable String current() {
    return MDC.get(ID);
  }

  /** A new one. */
  static String next() {
    var random = ThreadLocalRandom.current();
    var hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong() | 1);
  }

  private static String idOf(HttpServletRequest request) {
    if (request.getAttribute(ID) instanceof String known) {
      return known;
    }
    var sent = request.getHeader("traceparent");
    var parent = PARENT.matcher(sent == null ? "" : sent);
    var id = parent.matches() ? parent.group(1) : next();
    request.setAttribute(ID, id);
    return id;
  }
}
