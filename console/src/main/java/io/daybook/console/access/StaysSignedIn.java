package io.daybook.console.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.RequestCache;

/**
 * Shows whoever has signed in the page that was asked for. Only now the session lives long: those
 * of strangers, who may be many, are forgotten soon.
 */
final class StaysSignedIn extends SavedRequestAwareAuthenticationSuccessHandler {
  private final Duration longest;

  StaysSignedIn(RequestCache asked, Duration longest) {
    this.longest = longest;
    super.setRequestCache(asked);
    super.setDefaultTargetUrl("/console");
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication person)
      throws IOException, ServletException {
    request.getSession().setMaxInactiveInterval(Math.toIntExact(longest.toSeconds()));
    super.onAuthenticationSuccess(request, response, person);
  }
}
