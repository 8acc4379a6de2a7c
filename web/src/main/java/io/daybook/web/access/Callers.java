package io.daybook.web.access;

import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;

/** Finds who asks. */
public final class Callers {
  private Callers() {}

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
