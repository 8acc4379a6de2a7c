package io.daybook.web.access;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;

/**
 * Finds the token in the header {@code Authorization} (RFC 6750, 2.1), and nowhere else. Spring
 * Security's own looks at it by a regular expression, which costs as much as all that is done with
 * a token that was verified a moment ago.
 */
final class BearerTokens implements BearerTokenResolver {
  private static final String SCHEME = "Bearer";

  @Override
  public @Nullable String resolve(HttpServletRequest request) {
    var header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    var start = SCHEME.length() + 1;
    if (header.length() <= start || header.charAt(start - 1) != ' ' || !isToken(header, start)) {
      throw new OAuth2AuthenticationException(
          BearerTokenErrors.invalidToken("Bearer token is malformed"));
    }
    return header.substring(start);
  }

  /** The rule {@code b64token} of RFC 6750: some letters, then maybe some equals signs. */
  private static boolean isToken(String header, int start) {
    var end = header.length();
    while (end > start && header.charAt(end - 1) == '=') {
      end--;
    }
    if (end == start) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (!isLetter(header.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-._~+/".indexOf(c) >= 0;
  }
}
