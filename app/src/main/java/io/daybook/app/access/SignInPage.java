package io.daybook.app.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.HtmlUtils;

/** The page on which people name their account, and its style. */
final class SignInPage extends OncePerRequestFilter {
  static final String ADDRESS = "/oauth2/sign-in";
  static final String STYLE = ADDRESS + ".css";

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Sign in: Daybook</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="/oauth2/sign-in.css">
      </head>
      <body>
      <main>
        <h1>Daybook</h1>
        %1$s
        <form method="post" action="/oauth2/sign-in">
          <input type="hidden" name="%2$s" value="%3$s">
          <label for="account">Account</label>
          <input id="account" name="account" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus>
          <label for="secret">Secret</label>
          <input id="secret" name="secret" type="password" autocomplete="current-password" required>
          <button>Sign in</button>
        </form>
        <p>The embedded issuer has an account for each role: ada, who is a customer, clerk, warehouse, finance, operator,
          auditor and privacy. Their secrets are in <code>.daybook/auth/accounts.properties</code>, where the platform was
          started.</p>
      </main>
      </body>
      </html>
      """;
  private static final String REFUSED =
      "<p role=\"alert\">There is no such account, or it has another secret.</p>";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!request.getMethod().equals("GET")) {
      chain.doFilter(request, response);
    } else if (request.getRequestURI().equals(STYLE)) {
      try (var style =
          Objects.requireNonNull(SignInPage.class.getResourceAsStream("sign-in.css"))) {
        write(response, "text/css", style.readAllBytes());
      }
    } else if (request.getRequestURI().equals(ADDRESS)) {
      var token =
          (CsrfToken) Objects.requireNonNull(request.getAttribute(CsrfToken.class.getName()));
      var page =
          PAGE.formatted(
              request.getParameter("refused") == null ? "" : REFUSED,
              HtmlUtils.htmlEscape(token.getParameterName()),
              HtmlUtils.htmlEscape(token.getToken()));
      write(response, "text/html", page.getBytes(StandardCharsets.UTF_8));
    } else {
      chain.doFilter(request, response);
    }
  }

  private static void write(HttpServletResponse response, String type, byte[] content)
      throws IOException {
    response.setContentType(type);
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.setContentLength(content.length);
    response.getOutputStream().write(content);
  }
}
