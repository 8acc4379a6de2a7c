package io.daybook.web.access;

import io.daybook.web.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Answers whom the chain does not let in, with the same problem documents as everybody, and says in
 * {@code WWW-Authenticate} what would help (RFC 6750).
 */
@Component
@ConditionalOnWebApplication
class Refusals
    implements AuthenticationEntryPoint,
        AuthenticationFailureHandler,
        AccessDeniedHandler,
        RequestRejectedHandler {
  private static final Logger log = LoggerFactory.getLogger(Refusals.class);
  private static final int BAD_REQUEST = 400;

  private final HandlerExceptionResolver problems;

  Refusals(HandlerExceptionResolver handlerExceptionResolver) {
    this.problems = handlerExceptionResolver;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) {
    answer(request, response, refusalOf(failure));
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) {
    commence(request, response, failure);
  }

  /** Nobody learns from it why a token is not believed, beyond what its owner can see in it. */
  private static Refused refusalOf(AuthenticationException failure) {
    if (failure instanceof AuthenticationServiceException) {
      log.warn("A token cannot be verified, because its issuer cannot be asked", failure);
      return Refused.unavailable("The issuer of tokens cannot be asked; nothing was changed");
    }
    if (!(failure instanceof OAuth2AuthenticationException refused)) {
      return Refused.unauthenticated("Bearer", "This needs a token, in the header Authorization");
    }
    log.debug("A token is refused", failure);
    if (!(refused instanceof InvalidBearerTokenException)
        && refused.getError() instanceof BearerTokenError error
        && error.getHttpStatus().value() == BAD_REQUEST) {
      return Refused.unauthenticated(
          "Bearer error=\"invalid_request\"", "The header Authorization holds no single token");
    }
    return Refused.unauthenticated(
        "Bearer error=\"invalid_token\"",
        "The token has expired, is meant for others, or is not by the issuer of this shop");
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied) {
    var roles =
        denied instanceof AuthorizationDeniedException refused
                && refused.getAuthorizationResult() instanceof AccessRules.Decision decision
            ? decision.roles().stream().sorted().map(Role::scope).collect(Collectors.joining(" "))
            : "";
    answer(
        request,
        response,
        roles.isEmpty()
            ? Refused.forbidden(
                "Bearer error=\"insufficient_scope\"", "Nobody may do this, or it is not there")
            : Refused.forbidden(
                "Bearer error=\"insufficient_scope\", scope=\"" + roles + "\"",
                "This is for " + roles.replace(" ", ", ")));
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, RequestRejectedException unfit) {
    log.debug("A request is refused before it is read", unfit);
    answer(
        request,
        response,
        Refused.invalid("address", "form", "has a character that is not allowed"));
  }

  private void answer(
      HttpServletRequest request, HttpServletResponse response, RuntimeException refused) {
    problems.resolveException(request, response, null, refused);
  }
}
