package io.daybook.app.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** Each address of each role leads to that role, and what is for nobody outside leads nowhere. */
class RoutesTest {
  private static final Routes ROUTES =
      Manifests.in(Manifests.BASE).stream()
          .filter(HTTPRoute.class::isInstance)
          .map(HTTPRoute.class::cast)
          .map(Routes::new)
          .findFirst()
          .orElseThrow();

  /** As {@code Roles} of the platform scans them; those of ANY are in every process. */
  private static final Map<String, String> ROLES =
      Map.of(
          "io.daybook.command", "command",
          "io.daybook.saga", "saga",
          "io.daybook.outside", "saga",
          "io.daybook.reconciliation", "saga",
          "io.daybook.projection", "projection",
          "io.daybook.privacy", "query",
          "io.daybook.relay", "relay",
          "io.daybook.console", "console",
          "io.daybook.app.processors", "ANY",
          "io.daybook.app.verification", "ANY");

  private record Door(String role, String method, String path) {}

  static Stream<Door> doors() {
    return ROLES.entrySet().stream()
        .flatMap(one -> controllers(one.getKey()).flatMap(type -> doors(type, one.getValue())));
  }

  @Test
  void there_are_doors_of_all_roles_that_have_some() {
    assertThat(doors().map(Door::role).distinct())
        .containsExactlyInAnyOrder(
            "command", "saga", "projection", "query", "relay", "console", "ANY");
    assertThat(doors().count()).isGreaterThan(80);
  }

  @ParameterizedTest
  @MethodSource("doors")
  void a_door_is_reached_in_a_process_that_has_it(Door door) {
    var service = ROUTES.serviceFor(door.method(), door.path());
    if (door.role().equals("ANY")) {
      assertThat(service).isPresent();
    } else {
      assertThat(service).contains("daybook-" + door.role());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/graphql", "/graphiql/index.html", "/openapi.json", "/docs/index.html"})
  void graphql_and_the_pages_of_the_api_are_reached_where_they_are_answered(String path) {
    assertThat(ROUTES.serviceFor("GET", path)).contains("daybook-query");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/actuator/prometheus", "/actuator/health", "/api/ordersx", "/oauth2/token", "/"})
  void what_is_for_nobody_outside_leads_nowhere(String path) {
    assertThat(ROUTES.serviceFor("GET", path)).isEmpty();
  }

  private static Stream<Class<?>> controllers(String below) {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
    return scanner.findCandidateComponents(below).stream()
        .map(one -> ClassUtils.resolveClassName(one.getBeanClassName(), null));
  }

  private static Stream<Door> doors(Class<?> type, String role) {
    var all = AnnotatedElementUtils.findMergedAnnotation(type, RequestMapping.class);
    var before = all == null || all.path().length == 0 ? List.of("") : List.of(all.path());
    return Arrays.stream(type.getDeclaredMethods()).flatMap(method -> doors(method, before, role));
  }

  private static Stream<Door> doors(Method method, List<String> before, String role) {
    var mapped = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
    if (mapped == null) {
      return Stream.empty();
    }
    var after = mapped.path().length == 0 ? List.of("") : List.of(mapped.path());
    var methods = mapped.method().length == 0 ? RequestMethod.values() : mapped.method();
    return before.stream()
        .flatMap(
            first ->
                after.stream()
                    .flatMap(
                        second ->
                            Arrays.stream(methods)
                                .map(
                                    one ->
                                        new Door(
                                            role,
                                            one.name(),
                                            (first + second).replaceAll("\\{[^}]*}", "some-1")))));
  }
}
