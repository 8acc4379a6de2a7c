package io.daybook.app.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The proxy of the profile cluster leads where the routes of Kubernetes do. */
class ProxyTest {
  private static final Pattern RULE =
      Pattern.compile(
          "use_backend (?<backend>\\w+) if (\\{ method (?<method>\\w+) } )?\\{ path_reg (?<path>\\S+) }");

  private static final List<Rule> RULES = rules();

  /** A line of the frontend; the first that holds counts. */
  private record Rule(String backend, @Nullable String method, Pattern path) {
    boolean holds(String asked, String where) {
      return (method == null || method.equals(asked)) && path.matcher(where).find();
    }
  }

  private static List<Rule> rules() {
    try {
      var lines = Files.readAllLines(Path.of("..", "docker", "proxy", "haproxy.cfg"));
      return lines.stream()
          .filter(line -> line.strip().startsWith("use_backend"))
          .map(
              line -> {
                var rule = RULE.matcher(line.strip());
                assertThat(rule.matches()).as(line).isTrue();
                return new Rule(
                    rule.group("backend"),
                    rule.group("method"),
                    Pattern.compile(rule.group("path")));
              })
          .toList();
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  static Stream<RoleDoor> doors() {
    return RoleDoor.all();
  }

  @ParameterizedTest
  @MethodSource("doors")
  void a_door_is_reached_in_a_process_that_has_it(RoleDoor door) {
    var backend = backendFor(door.method(), door.path());
    if (door.role().equals("ANY")) {
      assertThat(backend).isNotEqualTo("nobody");
    } else {
      assertThat(backend).isEqualTo(door.role());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/graphql", "/graphiql/index.html", "/openapi.json", "/docs/index.html"})
  void graphql_and_the_pages_of_the_api_are_reached_where_they_are_answered(String path) {
    assertThat(backendFor("GET", path)).isEqualTo("query");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/actuator/prometheus", "/actuator/health", "/api/ordersx", "/oauth2/token", "/"})
  void what_is_for_nobody_outside_leads_nowhere(String path) {
    assertThat(backendFor("GET", path)).isEqualTo("nobody");
  }

  private static String backendFor(String method, String path) {
    return RULES.stream()
        .filter(rule -> rule.holds(method, path))
        .map(Rule::backend)
        .findFirst()
        .orElse("nobody");
  }
}
