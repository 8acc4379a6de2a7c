package io.daybook.app.access;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.FilterChainProxy;

/**
 * The door of the {@link IssuerChain}. It is a lot of objects, of which a platform needs none until
 * somebody asks for the first token; so they are made then.
 */
final class TokenEndpoint implements Filter {
  private final ObjectProvider<HttpSecurity> security;
  private final IssuerChain issuer;
  private volatile @Nullable FilterChainProxy made;

  TokenEndpoint(ObjectProvider<HttpSecurity> security, IssuerChain issuer) {
    this.security = security;
    this.issuer = issuer;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var server = made;
    (server == null ? make() : server).doFilter(request, response, chain);
  }

  private synchronized FilterChainProxy make() throws ServletException {
    var server = made;
    if (server == null) {
      try {
        server = new FilterChainProxy(List.of(issuer.of(security.getObject())));
      } catch (Exception failure) {
        throw new ServletException("The authorization server cannot be made", failure);
      }
      made = server;
    }
    return server;
  }
}
