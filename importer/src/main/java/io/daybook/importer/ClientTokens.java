package io.daybook.importer;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The token that a client of the platform sends, and the next one before it expires. It comes, in
 * this order, from {@code DAYBOOK_TOKEN}; from the issuer {@code DAYBOOK_AUTH_ISSUER}, for {@code
 * DAYBOOK_AUTH_CLIENT_ID} and {@code DAYBOOK_AUTH_CLIENT_SECRET}; or from the issuer of a platform
 * whose {@code .daybook/auth} ({@code DAYBOOK_AUTH_DIRECTORY}) can be read. The same names in lower
 * case and with dots are system properties.
 */
public final class ClientTokens {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration SPARE = Duration.ofSeconds(60);
  private static final int OK = 200;

  private final String account;
  private final Path directory;
  private @Nullable String token;
  private Instant until = Instant.MIN;

  private ClientTokens(String account, Path directory) {
    this.account = account;
    this.directory = directory;
  }

  /**
   * Tokens of an account.
   *
   * @param account of the platform's own issuer, such as {@code importer}; not used where another
   *     source is told
   */
  public static ClientTokens of(String account) {
    return of(account, Path.of(setting("auth.directory").orElse(".daybook/auth")));
  }

  /**
   * Tokens of an account.
   *
   * @param directory where the platform's own issuer keeps its accounts
   */
  public static ClientTokens of(String account, Path directory) {
    return new ClientTokens(account, directory);
  }

  /** Adds the token to a request; nothing where there is no source of any. */
  public HttpRequest.Builder addTo(HttpRequest.Builder request) {
    current().ifPresent(bearer -> request.setHeader("Authorization", "Bearer " + bearer));
    return request;
  }

  /**
   * The token; empty where there is no source of any, so that the platform says what is missing.
   *
   * @throws IllegalStateException when the source gives none
   */
  public synchronized Optional<String> current() {
    var given = setting("token");
    if (given.isPresent()) {
      return given;
    }
    if (token == null || Instant.now().isAfter(until)) {
      renew();
    }
    return Optional.ofNullable(token);
  }

  private void renew() {
    try {
      var issuer = setting("auth.issuer");
      if (issuer.isPresent() && setting("auth.client.id").isPresent()) {
        var secret = setting("auth.client.secret").orElse("");
        ask(endpointOf(URI.create(issuer.get())), setting("auth.client.id").get(), secret);
        return;
      }
      if (Files.isReadable(directory.resolve("accounts.properties"))) {
        var accounts = new Properties();
        accounts.load(new StringReader(Files.readString(directory.resolve("accounts.properties"))));
        var address = URI.create(Files.readString(directory.resolve("address")).strip());
        ask(address.resolve("/oauth2/token"), account, accounts.getProperty(account, ""));
      }
    } catch (IOException | JacksonException failure) {
      throw new IllegalStateException("No token for " + account + ": " + failure, failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  /** {@code token_endpoint} of its metadata. */
  private static URI endpointOf(URI issuer) throws IOException, InterruptedException {
    var path = issuer.getPath() == null ? "" : issuer.getPath().replaceAll("/$", "");
    for (var metadata :
        List.of(
            path + "/.well-known/openid-configuration",
            "/.well-known/oauth-authorization-server" + path)) {
      var answer = send(HttpRequest.newBuilder(issuer.resolve(metadata)));
      if (answer.statusCode() == OK) {
        return URI.create(
            JsonMapper.shared().readTree(answer.body()).path("token_endpoint").asString());
      }
    }
    throw new IOException(issuer + " has no metadata");
  }

  private void ask(URI endpoint, String client, String secret)
      throws IOException, InterruptedException {
    var pair = encoded(client) + ":" + encoded(secret); // RFC 6749, 2.3.1
    var basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    var answer =
        send(
            HttpRequest.newBuilder(endpoint)
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")));
    if (answer.statusCode() != OK) {
      throw new IOException(endpoint + " answered " + answer.statusCode());
    }
    var body = JsonMapper.shared().readTree(answer.body());
    token = body.path("access_token").asString();
    var life = Duration.ofSeconds(body.path("expires_in").asLong(300));
    until =
        Instant.now()
            .plus(
                life.compareTo(SPARE.multipliedBy(2)) > 0 ? life.minus(SPARE) : life.dividedBy(2));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Optional<String> setting(String name) {
    var property = System.getProperty("daybook." + name);
    var variable = "DAYBOOK_" + name.toUpperCase(Locale.ROOT).replace('.', '_');
    return Optional.ofNullable(property == null ? System.getenv(variable) : property)
        .filter(value -> !value.isBlank());
  }
}
