package io.daybook.web.access;

import io.daybook.schema.operation.DataLookedAt;
import io.daybook.schema.operation.Look;
import io.daybook.schema.operation.LookArgument;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Notes what somebody looks at over HTTP who may do so as an auditor only, before it is answered:
 * who watches is watched too. Who is no auditor is asked for his roles and nothing else.
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
          .filter(caller -> asksAsAuditor(caller, handler))
          .ifPresent(
              caller -> acts.record(caller, id -> new DataLookedAt(id, List.of(look(request)))));
    }
    return true;
  }

  /** Whether no other role of the caller allows it: a customer's allows own orders only. */
  private static boolean asksAsAuditor(Caller caller, Object handler) {
    var allowed =
        handler instanceof HandlerMethod method ? method.getMethodAnnotation(Allowed.class) : null;
    return caller.isAny(Role.AUDITOR)
        && (allowed == null
            || Arrays.stream(allowed.value())
                .filter(role -> role != Role.AUDITOR && role != Role.CUSTOMER)
                .noneMatch(caller::isAny));
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
