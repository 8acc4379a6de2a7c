package io.daybook.app.kubernetes;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * An address that a process answers.
 *
 * @param role that a process must have for it; {@code ANY} where each process answers
 */
record RoleDoor(String role, String method, String path) {
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

  /** All of them. */
  static Stream<RoleDoor> all() {
    return ROLES.entrySet().stream()
        .flatMap(one -> controllers(one.getKey()).flatMap(type -> doors(type, one.getValue())));
  }

  private static Stream<Class<?>> controllers(String below) {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
    return scanner.findCandidateComponents(below).stream()
        .map(one -> ClassUtils.resolveClassName(one.getBeanClassName(), null));
  }

  private static Stream<RoleDoor> doors(Class<?> type, String role) {
    var all = AnnotatedElementUtils.findMergedAnnotation(type, RequestMapping.class);
    var before = all == null || all.path().length == 0 ? List.of("") : List.of(all.path());
    return Arrays.stream(type.getDeclaredMethods()).flatMap(method -> doors(method, before, role));
  }

  private static Stream<RoleDoor> doors(Method method, List<String> before, String role) {
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
                                        new RoleDoor(
                                            role,
                                            one.name(),
                                            (first + second).replaceAll("\\{[^}]*}", "some-1")))));
  }
}
