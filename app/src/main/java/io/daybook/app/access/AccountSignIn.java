package io.daybook.app.access;

import java.util.List;
import java.util.Objects;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Lets in people by an account of the issuer and its secret; the one authority is their scope. */
final class AccountSignIn implements AuthenticationProvider {
  private final OwnIssuer issuer;
  private final PlainSecrets secrets = new PlainSecrets();

  AccountSignIn(OwnIssuer issuer) {
    this.issuer = issuer;
  }

  @Override
  public Authentication authenticate(Authentication asked) {
    var account = asked.getName().strip();
    var given = asked.getCredentials() instanceof String secret ? secret.strip() : "";
    var role =
        issuer
            .roleOf(account)
            .filter(OwnIssuer.PEOPLE::contains)
            .filter(
                _ ->
                    secrets.matches(
                        given, Objects.requireNonNull(issuer.secrets().get(account), account)))
            .orElseThrow(() -> new BadCredentialsException("No such account, or another secret"));
    return UsernamePasswordAuthenticationToken.authenticated(
        account, null, List.of(new SimpleGrantedAuthority(role.scope())));
  }

  @Override
  public boolean supports(Class<?> kind) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
  }
}
