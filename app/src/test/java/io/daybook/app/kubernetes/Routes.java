package io.daybook.app.kubernetes;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import java.util.Comparator;
import java.util.Optional;

/**
 * Where a request goes by an HTTPRoute. Of the matches that hold, one of an exact path is taken,
 * then the longest prefix, then one that names the method (Gateway API, HTTPRouteRule).
 */
final class Routes {
  private final HTTPRoute route;

  private record Holding(HTTPRouteMatch match, HTTPRouteRule rule) {
    boolean isExact() {
      return match.getPath().getType().equals("Exact");
    }

    int length() {
      return match.getPath().getValue().length();
    }

    boolean namesMethod() {
      return match.getMethod() != null;
    }
  }

  Routes(HTTPRoute route) {
    this.route = route;
  }

  /** The Service that answers; empty when nobody does. */
  Optional<String> serviceFor(String method, String path) {
    return route.getSpec().getRules().stream()
        .flatMap(rule -> rule.getMatches().stream().map(match -> new Holding(match, rule)))
        .filter(one -> holds(one.match(), method, path))
        .max(
            Comparator.comparing(Holding::isExact)
                .thenComparing(Holding::length)
                .thenComparing(Holding::namesMethod))
        .map(one -> one.rule().getBackendRefs().getFirst().getName());
  }

  private static boolean holds(HTTPRouteMatch match, String method, String path) {
    var value = match.getPath().getValue();
    var holds =
        switch (match.getPath().getType()) {
          case "Exact" -> path.equals(value);
          case "PathPrefix" -> path.equals(value) || path.startsWith(value + "/");
          default -> throw new IllegalArgumentException(match.getPath().getType());
        };
    return holds && (match.getMethod() == null || match.getMethod().equals(method));
  }
}
