package io.daybook.app.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each address of each role leads to that role, and what is for nobody outside leads nowhere. */
class RoutesTest {
  private static final Routes ROUTES =
      Manifests.in(Manifests.BASE).stream()
          .filter(HTTPRoute.class::isInstance)
          .map(HTTPRoute.class::cast)
          .map(Routes::new)
          .findFirst()
          .orElseThrow();

  static Stream<RoleDoor> doors() {
    return RoleDoor.all();
  }

  @Test
  void there_are_doors_of_all_roles_that_have_some() {
    assertThat(doors().map(RoleDoor::role).distinct())
        .containsExactlyInAnyOrder(
            "command", "saga", "projection", "query", "relay", "console", "ANY");
    assertThat(doors().count()).isGreaterThan(80);
  }

  @ParameterizedTest
  @MethodSource("doors")
  void a_door_is_reached_in_a_process_that_has_it(RoleDoor door) {
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
}
