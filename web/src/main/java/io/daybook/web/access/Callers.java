package io.daybook.web.access;

import jakarta.servlet.ServletRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Finds who asks. */
public final class Callers {
  private static final String DOOR = Callers.class.getName() + ".door";

  private Callers() {}

  /** Remembers for a request by which door it came in. */
  static void cameThrough(Door door, ServletRequest request) {
    request.setAttribute(DOOR, door);
  }

  /**
   * The customer whose orders are the only ones that exist for the request under way, by the door
   * that it came through; null when its caller may work with the orders of anybody there.
   */
  public static @Nullable String onlyCustomer() {
    return current().map(caller -> caller.onlyCustomerAt(roles())).orElse(null);
  }

  /** When the token of a caller expires. */
  public static Optional<Instant> endOfToken(Authentication caller) {
    return caller.getCredentials() instanceof Jwt token
        ? Optional.ofNullable(token.getExpiresAt())
        : Optional.empty();
  }

  private static Set<Role> roles() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes web
            && web.getRequest().getAttribute(DOOR) instanceof Door door
        ? door.roles()
        : Set.of();
  }

  /**
   * The caller of the request under way, as its verified token says; empty outside of a request,
   * and in one that needs no token.
   */
  public static Optional<Caller> current() {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof Caller caller
        ? Optional.of(caller)
        : Optional.empty();
  }
}
