package io.daybook.web.access;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.util.List;
import java.util.Set;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Reads and verifies tokens. They must be signed with a key of a pair: with one that both sides
 * know, whoever verifies could make them, and a public key could be passed off as such a secret.
 */
public final class TokenReader {
  private static final Set<JWSAlgorithm> ASYMMETRIC =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private TokenReader() {}

  /**
   * A reader of the tokens of one issuer, for us: signed by one of its keys, and neither expired
   * nor without an end.
   *
   * @param issuer as in {@code iss}
   */
  public static JwtDecoder of(
      JWKSource<SecurityContext> keys, String issuer, AuthProperties properties) {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ASYMMETRIC, keys));
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    // The validators below look at the claims.
    processor.setJWTClaimsSetVerifier((_, _) -> {});
    var reader = new NimbusJwtDecoder(processor);
    var times = new JwtTimestampValidator(properties.clockSkew());
    times.setAllowEmptyExpiryClaim(false);
    var audience = properties.audience();
    reader.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            times,
            new JwtIssuerValidator(issuer),
            new JwtClaimValidator<List<String>>(
                "aud", meant -> meant != null && meant.contains(audience))));
    return new RememberedTokens(reader, times);
  }
}
