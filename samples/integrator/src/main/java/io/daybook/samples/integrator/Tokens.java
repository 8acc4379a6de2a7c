package io.daybook.samples.integrator;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gets tokens from an issuer by client credentials (RFC 6749, 4.4), and keeps each until shortly
 * before it expires.
 */
public final class Tokens implements Supplier<Optional<String>> {
  private static final long EARLY_SECONDS = 30;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http;
  private final URI endpoint;
  private final String credentials;
  private final String scope;
  private final Clock clock;
  private String token = "";
  private Instant until = Instant.MIN;

  /**
   * Nothing is asked for yet.
   *
   * @param endpoint the issuer's token endpoint
   * @param scope the roles that are wanted, such as {@code customer}
   */
  public Tokens(
      HttpClient http, URI endpoint, String client, String secret, String scope, Clock clock) {
    this.http = http;
    this.endpoint = endpoint;
    this.credentials =
        Base64.getEncoder()
            .encodeToString(
                (encoded(client) + ":" + encoded(secret)).getBytes(StandardCharsets.UTF_8));
    this.scope = scope;
    this.clock = clock;
  }

  /** A token that is valid for some time yet. */
  @Override
  public synchronized Optional<String> get() {
    if (!clock.instant().isBefore(until)) {
      ask();
    }
    return Optional.of(token);
  }

  private void ask() {
    var form = "grant_type=client_credentials&scope=" + encoded(scope);
    var request =
        HttpRequest.newBuilder(endpoint)
            .header("Authorization", "Basic " + credentials)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(
            "The issuer said " + answer.statusCode() + ": " + answer.body());
      }
      var json = JSON.readTree(answer.body());
      token = json.path("access_token").asString();
      until = clock.instant().plusSeconds(json.path("expires_in").asLong() - EARLY_SECONDS);
    } catch (IOException away) {
      throw new IllegalStateException("The issuer does not answer", away);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
