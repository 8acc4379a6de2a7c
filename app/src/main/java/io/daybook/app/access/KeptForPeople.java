package io.daybook.app.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * What the issuer remembers: of people who have signed in, the code and the token by which their
 * access is renewed. A service's token says everything itself, and ends by itself, so nothing is
 * kept of it. It is in memory only: after a restart people sign in again.
 */
final class KeptForPeople implements OAuth2AuthorizationService {
  private static final int MOST = 10_000;

  private final Cache<String, OAuth2Authorization> byId;

  /**
   * @param life how long somebody stays signed in who asks for nothing
   */
  KeptForPeople(Duration life) {
    byId = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(life).build();
  }

  @Override
  public void save(OAuth2Authorization authorization) {
    if (authorization
        .getAuthorizationGrantType()
        .equals(AuthorizationGrantType.AUTHORIZATION_CODE)) {
      byId.put(authorization.getId(), authorization);
    }
  }

  @Override
  public void remove(OAuth2Authorization authorization) {
    byId.invalidate(authorization.getId());
  }

  @Override
  public @Nullable OAuth2Authorization findById(String id) {
    return byId.getIfPresent(id);
  }

  @Override
  public @Nullable OAuth2Authorization findByToken(
      String token, @Nullable OAuth2TokenType tokenType) {
    return byId.asMap().values().stream()
        .filter(authorization -> authorization.getToken(token) != null)
        .findFirst()
        .orElse(null);
  }
}
