package io.daybook.console.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes of a session a caller, by the token that is in it, which is verified as if it had come in a
 * header, and renewed when its time is over. Without a good token nobody is signed in.
 */
final class TokenOfSession extends OncePerRequestFilter {
  private static final Logger log = LoggerFactory.getLogger(TokenOfSession.class);

  private final OAuth2AuthorizedClientManager clients;
  private final AuthenticationManager bearers;

  TokenOfSession(OAuth2AuthorizedClientManager clients, AuthenticationManager bearers) {
    this.clients = clients;
    this.bearers = bearers;
  }

  /** Each of the dispatches of an answer that takes long is a request of its own to the chain. */
  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (SecurityContextHolder.getContext().getAuthentication()
        instanceof OAuth2AuthenticationToken person) {
      SecurityContextHolder.clearContext();
      try {
        var client =
            clients.authorize(
                OAuth2AuthorizeRequest.withClientRegistrationId(ConsoleClient.REGISTRATION)
                    .principal(person)
                    .attribute(HttpServletRequest.class.getName(), request)
                    .attribute(HttpServletResponse.class.getName(), response)
                    .build());
        if (client != null) {
          var token = client.getAccessToken().getTokenValue();
          var caller = bearers.authenticate(new BearerTokenAuthenticationToken(token));
          SecurityContextHolder.setContext(new SecurityContextImpl(caller));
        }
      } catch (AuthenticationException | OAuth2AuthorizationException over) {
        log.debug("{} has to sign in again", person.getName(), over);
      }
    }
    chain.doFilter(request, response);
  }
}
