package io.daybook.console.api;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code daybook.console.*}.
 *
 * @param api where the API is; empty for this process itself, which then has the roles {@code
 *     command} and {@code query} too
 * @param answerWithin how long the API may take
 * @param signedInFor how long somebody stays signed in who looks at nothing
 * @param clientId as what the console is known to the issuer of {@code daybook.auth.issuer}
 * @param clientSecret its secret; without one it is a public client, and proves itself by PKCE only
 * @param scopes what it asks the issuer for; empty for what the issuer gives by itself
 * @param authorizationUri where browsers sign in, when the address that the issuer names is one
 *     that only this process can reach
 */
@ConfigurationProperties("daybook.console")
public record ConsoleProperties(
    @Nullable URI api,
    @DefaultValue("10s") Duration answerWithin,
    @DefaultValue("2h") Duration signedInFor,
    @DefaultValue("daybook-console") String clientId,
    @Nullable String clientSecret,
    @DefaultValue List<String> scopes,
    @Nullable String authorizationUri) {

  /** An empty text means that there is none. */
  public ConsoleProperties {
    clientSecret = clientSecret == null || clientSecret.isBlank() ? null : clientSecret;
    scopes = List.copyOf(scopes);
    authorizationUri =
        authorizationUri == null || authorizationUri.isBlank() ? null : authorizationUri;
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "ConsoleProperties[api=%s, clientId=%s, scopes=%s]".formatted(api, clientId, scopes);
  }
}
