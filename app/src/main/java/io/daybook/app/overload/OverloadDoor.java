package io.daybook.app.overload;

import io.daybook.web.Refused;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Takes no new order while those that were taken wait for too long, before its body is read. What
 * is asked about orders that were taken goes on.
 */
class OverloadDoor extends OncePerRequestFilter {
  private static final String ORDERS = "/api/orders";

  private final FulfilmentLag lag;
  private final Duration longest;
  private final Duration retryAfter;
  private final HandlerExceptionResolver problems;

  OverloadDoor(
      FulfilmentLag lag, Duration longest, Duration retryAfter, HandlerExceptionResolver problems) {
    this.lag = lag;
    this.longest = longest;
    this.retryAfter = retryAfter;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isNewOrder(request) && lag.latest().compareTo(longest) > 0) {
      problems.resolveException(request, response, null, Refused.overloaded(retryAfter));
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean isNewOrder(HttpServletRequest request) {
    return HttpMethod.POST.matches(request.getMethod())
        && ORDERS.equals(request.getRequestURI().substring(request.getContextPath().length()));
  }
}
