package io.daybook.web.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Remembers for some seconds which tokens it has verified: a signature costs more than the rest of
 * a request's security, and whoever asks often asks with the same token. Whether it is still in its
 * time is looked at with every request. A key that its issuer has withdrawn counts so much longer.
 */
final class RememberedTokens implements JwtDecoder {
  private static final int MOST = 10_000;
  private static final Duration REMEMBERED = Duration.ofSeconds(5);

  private final JwtDecoder tokens;
  private final OAuth2TokenValidator<Jwt> times;
  private final Cache<String, Jwt> verified =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build();

  /**
   * @param tokens verifies all of a token
   * @param times verifies its times only
   */
  RememberedTokens(JwtDecoder tokens, OAuth2TokenValidator<Jwt> times) {
    this.tokens = tokens;
    this.times = times;
  }

  @Override
  public Jwt decode(String token) {
    var known = verified.getIfPresent(token);
    if (known != null && !times.validate(known).hasErrors()) {
      return known;
    }
    var read = tokens.decode(token);
    verified.put(token, read);
    return read;
  }
}
