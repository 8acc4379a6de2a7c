package io.daybook.web.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.RequestPath;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Whom each address lets in, as its handler says. The rules are made once, when all handlers are
 * known; a handler that says nothing stops the start, and an address without a handler is refused.
 */
@Component
@ConditionalOnWebApplication
class AccessRules
    implements AuthorizationManager<RequestAuthorizationContext>, SmartInitializingSingleton {
  private static final Decision GRANTED = new Decision(true, Set.of());
  private static final Decision NOBODY = new Decision(false, Set.of());

  private final ApplicationContext context;
  private volatile List<Door> doors = List.of();

  AccessRules(ApplicationContext context) {
    this.context = context;
  }

  /**
   * Whether a request goes on.
   *
   * @param roles any of which would have been let in, when it does not
   */
  record Decision(boolean isGranted, Set<Role> roles) implements AuthorizationResult {}

  @Override
  public void afterSingletonsInstantiated() {
    var all = new ArrayList<>(context.getBeansOfType(Door.class).values());
    context
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach(
            (mapping, handler) -> {
              if (mapping.getMethodsCondition().isEmpty()
                  && !ErrorController.class.isAssignableFrom(handler.getBeanType())) {
                throw new IllegalStateException(handler + " does not say which method it takes");
              }
              for (var method : mapping.getMethodsCondition().getMethods()) {
                for (var pattern : mapping.getPatternValues()) {
                  if (all.stream().noneMatch(door -> door.isOf(method.asHttpMethod(), pattern))) {
                    all.add(doorOf(method.asHttpMethod(), pattern, handler));
                  }
                }
              }
            });
    all.sort(Comparator.comparing(Door::pattern));
    doors = List.copyOf(all);
  }

  private static Door doorOf(HttpMethod method, String pattern, HandlerMethod handler) {
    if (handler.hasMethodAnnotation(Open.class)) {
      return Door.open(method, pattern);
    }
    var allowed = handler.getMethodAnnotation(Allowed.class);
    if (allowed == null) {
      throw new IllegalStateException(handler + " does not say whom it lets in");
    }
    return Door.of(method, pattern, allowed.value());
  }

  /**
   * Where there is something, but not by this method, those who may do anything there learn that
   * from Spring MVC (405); others do not.
   */
  @Override
  public AuthorizationResult authorize(
      Supplier<? extends @Nullable Authentication> authentication,
      RequestAuthorizationContext asked) {
    var request = asked.getRequest();
    var path =
        RequestPath.parse(request.getRequestURI(), request.getContextPath())
            .pathWithinApplication();
    var anyOfPath = EnumSet.noneOf(Role.class);
    var openOfPath = false;
    for (var door : doors) {
      if (door.isAt(path)) {
        if (door.takes(request.getMethod())) {
          Callers.cameThrough(door, request);
          return door.open() ? GRANTED : decide(door.roles(), authentication.get());
        }
        anyOfPath.addAll(door.roles());
        openOfPath |= door.open();
      }
    }
    if (openOfPath) {
      return GRANTED;
    }
    return anyOfPath.isEmpty() ? NOBODY : decide(anyOfPath, authentication.get());
  }

  private static Decision decide(Set<Role> roles, @Nullable Authentication authentication) {
    return authentication != null
            && authentication.getPrincipal() instanceof Caller caller
            && roles.stream().anyMatch(caller.roles()::contains)
        ? GRANTED
        : new Decision(false, roles);
  }
}
