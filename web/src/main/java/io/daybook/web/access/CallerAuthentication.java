package io.daybook.web.access;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

/** A {@link Caller} as Spring Security keeps one; every role is an authority of the same name. */
final class CallerAuthentication extends AbstractAuthenticationToken {
  private final transient Caller caller;
  private final transient Jwt token;

  CallerAuthentication(Caller caller, Jwt token) {
    super(caller.roles().stream().map(role -> new SimpleGrantedAuthority(role.name())).toList());
    this.caller = caller;
    this.token = token;
    super.setAuthenticated(true);
  }

  @Override
  public Caller getPrincipal() {
    return caller;
  }

  @Override
  public Jwt getCredentials() {
    return token;
  }

  @Override
  public String getName() {
    return caller.subject();
  }
}
