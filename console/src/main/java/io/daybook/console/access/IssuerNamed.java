package io.daybook.console.access;

import io.daybook.console.api.ConsoleProperties;
import io.daybook.web.access.AuthProperties;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;

/** Knows the one issuer, and asks it where one signs in when the first person wants to. */
@Component
final class IssuerNamed implements ClientRegistrationRepository {
  private final ReentrantLock once = new ReentrantLock();
  private final ObjectProvider<ConsoleClient> own;
  private final AuthProperties auth;
  private final ConsoleProperties console;
  private volatile @Nullable ClientRegistration known;

  IssuerNamed(ObjectProvider<ConsoleClient> own, AuthProperties auth, ConsoleProperties console) {
    this.own = own;
    this.auth = auth;
    this.console = console;
  }

  @Override
  public @Nullable ClientRegistration findByRegistrationId(String id) {
    if (!id.equals(ConsoleClient.REGISTRATION)) {
      return null;
    }
    var found = known;
    if (found != null) {
      return found;
    }
    once.lock();
    try {
      found = known == null ? find() : known;
      known = found;
      return found;
    } finally {
      once.unlock();
    }
  }

  private ClientRegistration find() {
    var client = own.getIfAvailable();
    if (client != null) {
      return client.registration();
    }
    var issuer = Objects.requireNonNull(auth.issuer(), "No issuer is named");
    var secret = console.clientSecret();
    var registration =
        ClientRegistrations.fromIssuerLocation(issuer)
            .registrationId(ConsoleClient.REGISTRATION)
            .clientId(console.clientId())
            .redirectUri("{baseUrl}" + ConsoleClient.SIGNED_IN)
            .scope(console.scopes())
            .userNameAttributeName("sub")
            .clientSettings(
                ClientRegistration.ClientSettings.builder().requireProofKey(true).build());
    var browsers = console.authorizationUri();
    if (browsers != null) {
      registration.authorizationUri(browsers);
    }
    return secret == null
        ? registration.clientAuthenticationMethod(ClientAuthenticationMethod.NONE).build()
        : registration.clientSecret(secret).build();
  }
}
