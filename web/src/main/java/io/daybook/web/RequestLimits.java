package io.daybook.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses bodies of more than {@value #MAX_BYTES} bytes, announced or not (an order of 1,000 lines
 * has 60,000), bodies that do not come in time, and addresses that no text of PostgreSQL could hold
 * or that are not well-formed.
 */
@Component
@ConditionalOnWebApplication
class RequestLimits extends OncePerRequestFilter {
  static final int MAX_BYTES = 1 << 20;
  private static final Pattern UNFIT = Pattern.compile("%00|%(?![0-9A-Fa-f]{2})");

  private final Duration bodyWithin;
  private final HandlerExceptionResolver problems;

  RequestLimits(LimitProperties limits, HandlerExceptionResolver handlerExceptionResolver) {
    this.bodyWithin = limits.bodyWithin();
    this.problems = handlerExceptionResolver;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isUnfit(request.getRequestURI()) || isUnfit(request.getQueryString())) {
      var refused = Refused.invalid("address", "form", "has a character that is not allowed");
      problems.resolveException(request, response, null, refused);
    } else if (request.getContentLengthLong() > MAX_BYTES) {
      problems.resolveException(request, response, null, Refused.tooLarge());
    } else {
      var counted = new Counted(request, bodyWithin);
      chain.doFilter(counted, response);
      if (counted.isLate()) {
        // Else the container would wait for the rest, to use the connection again.
        response.flushBuffer();
        throw new CloseNowException("The body has not come in time");
      }
    }
  }

  private static boolean isUnfit(@Nullable String encoded) {
    return encoded != null && UNFIT.matcher(encoded).find();
  }

  /** For bodies that do not announce their length, or do not come. */
  private static final class Counted extends HttpServletRequestWrapper {
    private final Duration within;
    private @Nullable CountedBody body;

    Counted(HttpServletRequest request, Duration within) {
      super(request);
      this.within = within;
    }

    boolean isLate() {
      return body != null && body.late;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      var counted = body;
      if (counted == null) {
        counted = new CountedBody(super.getInputStream(), within);
        body = counted;
      }
      return counted;
    }

    @Override
    public BufferedReader getReader() throws IOException {
      return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
  }

  private static final class CountedBody extends ServletInputStream {
    private final ServletInputStream body;
    private final long within;
    private final long since = System.nanoTime();
    private long count;
    private boolean late;

    CountedBody(ServletInputStream body, Duration within) {
      this.body = body;
      this.within = within.toNanos();
    }

    @Override
    public int read() throws IOException {
      try {
        var next = body.read();
        count(next < 0 ? 0 : 1);
        return next;
      } catch (SocketTimeoutException _) {
        throw tooSlow();
      }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        var read = body.read(into, offset, length);
        count(Math.max(read, 0));
        return read;
      } catch (SocketTimeoutException _) {
        throw tooSlow();
      }
    }

    private Refused tooSlow() {
      late = true;
      return Refused.tooSlow();
    }

    private void count(int more) {
      if (more > 0 && System.nanoTime() - since > within) {
        throw tooSlow();
      }
      count += more;
      if (count > MAX_BYTES) {
        throw Refused.tooLarge();
      }
    }

    @Override
    public boolean isFinished() {
      return body.isFinished();
    }

    @Override
    public boolean isReady() {
      return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      body.setReadListener(listener);
    }
  }
}
