package io.daybook.app.access;

import io.daybook.web.access.Caller;
import io.daybook.web.access.Callers;
import java.time.Clock;
import java.util.Map;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlInterceptor;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.server.WebSocketSessionInfo;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import reactor.core.publisher.Mono;

/**
 * Who asks over a web socket: whose token came with the handshake, or comes with {@code
 * connection_init}, as browsers do, which cannot send a header with a handshake. Without a token,
 * and once it has expired, nothing is answered.
 */
final class SocketCallers implements WebSocketGraphQlInterceptor {
  private static final String WHO = SocketCallers.class.getName();
  private static final String SCHEME = "bearer ";

  private final AuthenticationManager bearers;
  private final Clock clock;

  SocketCallers(AuthenticationManager bearers, Clock clock) {
    this.bearers = bearers;
    this.clock = clock;
  }

  @Override
  public Mono<Object> handleConnectionInitialization(
      WebSocketSessionInfo session, Map<String, Object> payload) {
    return session
        .getPrincipal()
        .ofType(Authentication.class)
        .filter(known -> known.getPrincipal() instanceof Caller)
        .switchIfEmpty(Mono.fromCallable(() -> bearers.authenticate(tokenIn(payload))))
        .doOnNext(caller -> session.getAttributes().put(WHO, caller))
        .then(Mono.empty());
  }

  @Override
  public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
    if (!(request instanceof WebSocketGraphQlRequest asked)) {
      return chain.next(request);
    }
    var who = asked.getSessionInfo().getAttributes().get(WHO);
    if (!(who instanceof Authentication caller) || isOver(caller)) {
      return Mono.error(new InvalidBearerTokenException("The token has expired"));
    }
    return chain
        .next(request)
        .contextWrite(
            context ->
                context.put(SecurityContext.class.getName(), new SecurityContextImpl(caller)));
  }

  /**
   * @throws AuthenticationException when there is none
   */
  private static BearerTokenAuthenticationToken tokenIn(Map<String, Object> payload) {
    for (var entry : payload.entrySet()) {
      if (entry.getKey().equalsIgnoreCase("Authorization")
          && entry.getValue() instanceof String value
          && value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
        return new BearerTokenAuthenticationToken(value.substring(SCHEME.length()).strip());
      }
    }
    throw new InvalidBearerTokenException("There is no token");
  }

  private boolean isOver(Authentication caller) {
    return Callers.endOfToken(caller).filter(end -> clock.instant().isAfter(end)).isPresent();
  }
}
