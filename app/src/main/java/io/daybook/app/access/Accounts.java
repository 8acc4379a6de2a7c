package io.daybook.app.access;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/** The accounts of the issuer. Spring's own list refuses those that have a secret in common. */
final class Accounts implements RegisteredClientRepository {
  private final Map<String, RegisteredClient> byName;

  Accounts(List<RegisteredClient> accounts) {
    this.byName =
        accounts.stream()
            .collect(Collectors.toUnmodifiableMap(RegisteredClient::getId, Function.identity()));
  }

  /** Nothing of an account changes while the issuer runs. */
  @Override
  public void save(RegisteredClient account) {}

  @Override
  public @Nullable RegisteredClient findById(String id) {
    return byName.get(id);
  }

  @Override
  public @Nullable RegisteredClient findByClientId(String name) {
    return byName.get(name);
  }
}
