package io.daybook.benchmarks;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;

/** Somebody who has signed in to a console, in a browser without script. */
final class ConsoleVisitor {
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private final String base;

  private ConsoleVisitor(int port) {
    this.base = "http://localhost:" + port;
  }

  /** By the page of the issuer, as people do. */
  static ConsoleVisitor signedIn(int port, String account) throws Exception {
    var visitor = new ConsoleVisitor(port);
    var door = visitor.send(HttpRequest.newBuilder(URI.create(visitor.base + "/console")).GET());
    var token = CSRF.matcher(door.body());
    if (!token.find()) {
      throw new IOException(door.uri() + " is no page to sign in at: " + door.body());
    }
    var form =
        "account=%s&secret=%s&_csrf=%s"
            .formatted(
                account,
                URLEncoder.encode(secret(account), StandardCharsets.UTF_8),
                URLEncoder.encode(token.group(1), StandardCharsets.UTF_8));
    var home =
        visitor.send(
            HttpRequest.newBuilder(door.uri())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    if (!home.uri().toString().startsWith(visitor.base) || home.statusCode() != 200) {
      throw new IOException(account + " has come to " + home);
    }
    return visitor;
  }

  /** What an account proves itself with at the issuer. */
  static String secret(String account) throws IOException {
    var accounts = new Properties();
    var file = Path.of(System.getProperty("daybook.auth.directory"), "accounts.properties");
    try (var reader = Files.newBufferedReader(file)) {
      accounts.load(reader);
    }
    return accounts.getProperty(account);
  }

  /** A page, to its last byte; or where it leads to. */
  void page(String address) throws Exception {
    var answer = send(HttpRequest.newBuilder(URI.create(base + address)).GET());
    if (answer.statusCode() != 200) {
      throw new IOException(address + " answers " + answer.statusCode() + " " + answer.body());
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
