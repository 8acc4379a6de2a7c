package io.daybook.web.access;

import io.daybook.schema.operation.DataLookedAt;
import io.daybook.schema.operation.Look;
import io.daybook.schema.operation.LookArgument;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Notes what auditors look at over HTTP, before it is answered: who watches is watched too. Others
 * are asked for their roles and nothing else.
 */
@Component
final class AuditorsLooks implements HandlerInterceptor, WebMvcConfigurer {
  private final Acts acts;

  AuditorsLooks(Acts acts) {
    this.acts = acts;
  }

  /** After all that may refuse a request. */
  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns("/api/**").order(Ordered.LOWEST_PRECEDENCE);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
      Callers.current()
          .filter(caller -> caller.isAny(Role.AUDITOR))
          .ifPresent(caller -> acts.record(caller, id -> new DataLookedAt(id, List.of(look(request)))));
    }
    return true;
  }

  private static Look look(HttpServletRequest request) {
    var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    var variables =
        request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                instanceof Map<?, ?> found
            ? found
            : Map.of();
    return new Look(
        "GET " + pattern,
        variables.entrySet().stream()
            .map(one -> LookArgument.of("" + one.getKey(), "" + one.getValue()))
            .toList());
  }
}
