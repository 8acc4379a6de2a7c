package io.daybook.command.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies of more than {@value #MOST_BYTES} bytes, announced or not: an order of 1,000 lines
 * has 60,000.
 */
@Component
class BodyLimit extends OncePerRequestFilter {
  static final int MOST_BYTES = 1 << 20;

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > MOST_BYTES) {
      response.setStatus(HttpStatus.CONTENT_TOO_LARGE.value());
      response.setContentType("application/problem+json");
      response
          .getWriter()
          .write(
              "{\"type\":\"https://daybook.io/problems/body-too-large\",\"title\":\"Body too large\","
                  + "\"status\":413,\"detail\":\"A body has at most "
                  + MOST_BYTES
                  + " bytes\"}");
      return;
    }
    chain.doFilter(new Counted(request), response);
  }

  /** For bodies that do not announce their length. */
  private static final class Counted extends HttpServletRequestWrapper {
    Counted(HttpServletRequest request) {
      super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      var body = super.getInputStream();
      return new ServletInputStream() {
        private long count;

        @Override
        public int read() throws IOException {
          var next = body.read();
          if (next >= 0 && ++count > MOST_BYTES) {
            throw new ErrorResponseException(HttpStatus.CONTENT_TOO_LARGE);
          }
          return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
          var read = body.read(into, offset, length);
          count += Math.max(read, 0);
          if (count > MOST_BYTES) {
            throw new ErrorResponseException(HttpStatus.CONTENT_TOO_LARGE);
          }
          return read;
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
      };
    }
  }
}
