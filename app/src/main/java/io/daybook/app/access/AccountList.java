package io.daybook.app.access;

import io.daybook.web.access.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** The clients of the issuer: an account for each role, and the console, by which people come. */
final class AccountList {
  private final OwnIssuer issuer;
  private final Duration tokenLife;

  AccountList(OwnIssuer issuer, Duration tokenLife) {
    this.issuer = issuer;
    this.tokenLife = tokenLife;
  }

  /**
   * @param consoles addresses to which codes are sent
   */
  List<RegisteredClient> of(List<String> consoles) {
    var all = new ArrayList<RegisteredClient>();
    Arrays.stream(Role.values())
        .filter(role -> issuer.secrets().containsKey(OwnIssuer.accountOf(role)))
        .map(this::account)
        .forEach(all::add);
    all.add(
        client(OwnIssuer.CONSOLE)
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
            .redirectUris(uris -> uris.addAll(consoles))
            .clientSettings(
                ClientSettings.builder()
                    .requireProofKey(true)
                    .requireAuthorizationConsent(false)
                    .build())
            .tokenSettings(
                TokenSettings.builder()
                    .accessTokenTimeToLive(tokenLife)
                    .refreshTokenTimeToLive(IssuerChain.SIGNED_IN)
                    .build())
            .build());
    return all;
  }

  private RegisteredClient account(Role role) {
    return client(OwnIssuer.accountOf(role))
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .scope(role.scope())
        .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(tokenLife).build())
        .build();
  }

  private RegisteredClient.Builder client(String name) {
    return RegisteredClient.withId(name)
        .clientId(name)
        .clientSecret(Objects.requireNonNull(issuer.secrets().get(name), name))
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST);
  }
}
