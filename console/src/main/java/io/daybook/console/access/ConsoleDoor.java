package io.daybook.console.access;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The chain before the console, and before nothing else: {@code /console/**} has sessions and
 * cookies, and the API, whose chain is another, has none. Its filters are made when the first page
 * is asked for, so that a start does not wait for them.
 */
final class ConsoleDoor implements SecurityFilterChain, Filter {
  private final ReentrantLock once = new ReentrantLock();
  private final ChainMaker maker;
  private volatile @Nullable FilterChainProxy made;

  /** Makes the chain. */
  @FunctionalInterface
  interface ChainMaker {
    SecurityFilterChain make() throws Exception;
  }

  ConsoleDoor(ChainMaker maker) {
    this.maker = maker;
  }

  @Override
  public boolean matches(HttpServletRequest request) {
    var path = request.getRequestURI().substring(request.getContextPath().length());
    return path.equals("/console") || path.startsWith("/console/");
  }

  @Override
  public List<Filter> getFilters() {
    return List.of(this);
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var filters = made;
    (filters == null ? make() : filters).doFilter(request, response, chain);
  }

  private FilterChainProxy make() throws ServletException {
    once.lock();
    try {
      var filters = made;
      if (filters == null) {
        filters = new FilterChainProxy(List.of(maker.make()));
        made = filters;
      }
      return filters;
    } catch (Exception failure) {
      throw new ServletException("The console cannot be opened", failure);
    } finally {
      once.unlock();
    }
  }
}
