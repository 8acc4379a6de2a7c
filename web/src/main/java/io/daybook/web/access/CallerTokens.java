package io.daybook.web.access;

import io.daybook.schema.Part;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * Reads a {@link Caller} from a token that has been verified. Scopes are in {@code scope} (RFC
 * 9068: words in one string) or in {@code scp} (a list, at other issuers); those that are no role
 * mean nothing here. The client is {@code client_id} (RFC 9068) or {@code azp} (OpenID Connect).
 */
final class CallerTokens implements Converter<Jwt, AbstractAuthenticationToken> {
  private static final int LONGEST = 128;

  @Override
  public AbstractAuthenticationToken convert(Jwt token) {
    return new CallerAuthentication(callerOf(token), token);
  }

  /**
   * The caller that a token names.
   *
   * @throws InvalidBearerTokenException when it names nobody, or by a name that no log can keep
   */
  static Caller callerOf(Jwt token) {
    var subject = name(token, "sub");
    if (subject == null) {
      throw new InvalidBearerTokenException("The token has no subject");
    }
    if (subject.startsWith(Part.PREFIX)) {
      throw new InvalidBearerTokenException("The token is that of a part of the platform");
    }
    var roles = EnumSet.noneOf(Role.class);
    Stream.of("scope", "scp")
        .flatMap(claim -> words(token.getClaim(claim)))
        .map(Role::of)
        .flatMap(Optional::stream)
        .forEach(roles::add);
    var client = Optional.ofNullable(name(token, "client_id")).orElseGet(() -> name(token, "azp"));
    var issuer = token.getClaimAsString("iss");
    return new Caller(
        subject,
        client == null ? "" : client,
        issuer == null ? "" : issuer,
        roles,
        customer(token, subject, roles));
  }

  private static @Nullable String customer(Jwt token, String subject, Set<Role> roles) {
    if (!roles.contains(Role.CUSTOMER)) {
      return null;
    }
    var customer = name(token, "customer");
    return customer == null ? subject : customer;
  }

  private static @Nullable String name(Jwt token, String claim) {
    var name = token.getClaimAsString(claim);
    if (name == null || name.isBlank()) {
      return null;
    }
    if (name.length() > LONGEST || name.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidBearerTokenException("The claim " + claim + " is no name");
    }
    return name;
  }

  private static Stream<String> words(@Nullable Object claim) {
    return switch (claim) {
      case String text -> Arrays.stream(text.split(" ", -1));
      case Collection<?> several -> several.stream().map(String::valueOf);
      case null, default -> Stream.empty();
    };
  }
}
