package io.daybook.web.access;

import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * An address of HTTP, and whom it lets in. Handlers of ours say so by {@link Allowed}; a bean of
 * this type says it for what Spring itself answers.
 *
 * @param roles any of these; everybody, also without a token, when it is open
 */
public record Door(HttpMethod method, PathPattern pattern, Set<Role> roles, boolean open) {

  /** Keeps its own set. */
  public Door {
    roles = Set.copyOf(roles);
  }

  /** A door for some roles. */
  public static Door of(HttpMethod method, String pattern, Role... roles) {
    return new Door(method, parse(pattern), Set.of(roles), false);
  }

  /** A door that needs no token. */
  public static Door open(HttpMethod method, String pattern) {
    return new Door(method, parse(pattern), Set.of(), true);
  }

  /** As Spring MVC finds handlers, so that nothing is matched here otherwise than there. */
  boolean isAt(PathContainer path) {
    return pattern.matches(path);
  }

  /** Whoever may read may also look whether there is something to read. */
  boolean takes(String asked) {
    return method.matches(asked)
        || (method.equals(HttpMethod.GET) && HttpMethod.HEAD.matches(asked));
  }

  private static PathPattern parse(String pattern) {
    return PathPatternParser.defaultInstance.parse(pattern);
  }
}
