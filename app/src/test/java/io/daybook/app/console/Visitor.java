package io.daybook.app.console;

import io.daybook.app.access.CodesForTests;
import io.daybook.web.access.Role;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with a browser that has cookies, and no script. */
public final class Visitor {
  private static final Pattern STATE = Pattern.compile("[?&]state=([^&]+)");
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new CookieManager())
          .build();
  private final String base;

  /** Somebody who has not signed in. */
  public Visitor(int port) {
    this.base = "http://localhost:" + port;
  }

  /** Somebody who has signed in. */
  static Visitor signedIn(int port, String subject, Role... roles) {
    var visitor = new Visitor(port);
    var start = visitor.get("/console/sign-in/daybook");
    var state = find(STATE, location(start));
    var code = CodesForTests.codeOf(subject, roles);
    var done = visitor.get("/console/signed-in?code=" + code + "&state=" + state);
    if (done.statusCode() != 302 || location(done).contains("not-signed-in")) {
      throw new AssertionError(done + " " + location(done));
    }
    return visitor;
  }

  /** The answer itself, also when it leads elsewhere. */
  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).GET());
  }

  /** Where a browser comes to from an address. */
  public HttpResponse<String> follow(String path) {
    var answer = get(path);
    return answer.statusCode() == 302 ? follow(location(answer)) : answer;
  }

  /** Names an account on the page of the issuer. */
  public HttpResponse<String> signIn(HttpResponse<String> page, String account, String secret) {
    return postWithoutToken(
        page.uri().toString(),
        "account",
        account,
        "secret",
        secret,
        "_csrf",
        find(CSRF, get(page.uri().toString()).body()));
  }

  /** A page that must be there. */
  String page(String path) {
    var answer = get(path);
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + " answers " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  /** Sends a form, with the token of the session that is on another page. */
  HttpResponse<String> post(String path, String... fields) {
    return postWithoutToken(path, with(fields, "_csrf", token()));
  }

  /** Sends a form as it is. */
  HttpResponse<String> postWithoutToken(String path, String... fields) {
    var parts = new ArrayList<String>();
    for (int i = 0; i < fields.length; i += 2) {
      parts.add(fields[i] + "=" + URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(String.join("&", parts))));
  }

  /** The status of an answer that does not end. */
  int status(String path) {
    var request = HttpRequest.newBuilder(uri(path)).GET().build();
    try {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofLines());
      answer.body().close();
      return answer.statusCode();
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** The first event of a stream of events, which is then left. */
  String first(String path, String begin) {
    try (var lines =
        http.send(
                HttpRequest.newBuilder(uri(path)).GET().build(),
                HttpResponse.BodyHandlers.ofLines())
            .body()) {
      return lines
          .dropWhile(line -> !line.startsWith(begin))
          .takeWhile(line -> !line.isEmpty())
          .collect(Collectors.joining("\n"));
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** The first event of a kind that is told after something was done, once it is followed. */
  String told(String path, String begin, Runnable then) {
    try (var lines =
        http.send(
                HttpRequest.newBuilder(uri(path)).GET().build(),
                HttpResponse.BodyHandlers.ofLines())
            .body()) {
      var told = lines.iterator();
      while (!told.next().startsWith("event:begun")) {
        // What comes before is nothing that is told.
      }
      then.run();
      var event = new StringBuilder();
      while (!told.next().startsWith(begin)) {
        // Nor this.
      }
      for (var line = told.next(); !line.isEmpty(); line = told.next()) {
        event.append(line).append('\n');
      }
      return event.toString();
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Where an answer leads. */
  public static String location(HttpResponse<?> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  private String token() {
    var home = get("/console");
    var body = home.statusCode() == 302 ? get(location(home)).body() : home.body();
    return find(CSRF, body);
  }

  private static String[] with(String[] fields, String name, String value) {
    var all = new ArrayList<>(List.of(fields));
    all.add(name);
    all.add(value);
    return all.toArray(String[]::new);
  }

  private static String find(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    if (!found.find()) {
      throw new AssertionError(pattern + " is not in " + text);
    }
    return found.group(1);
  }

  private URI uri(String path) {
    return URI.create(path.startsWith("http") ? path : base + path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
