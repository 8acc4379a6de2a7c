package com.example.warehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * A token with the scope {@code warehouse}, by client credentials (RFC 6749, 4.4), until shortly
 * before it expires.
 */
final class AccessToken implements Supplier<String> {
  private static final Duration EARLY = Duration.ofSeconds(30);

  private final HttpClient http;
  private final Settings settings;
  private String token = "";
  private Instant until = Instant.MIN;

  AccessToken(HttpClient http, Settings settings) {
    this.http = http;
    this.settings = settings;
  }

  @Override
  public synchronized String get() {
    if (!settings.token().isEmpty()) {
      return settings.token();
    }
    if (!Instant.now().isBefore(until)) {
      ask();
    }
    return token;
  }

  private void ask() {
    var credentials =
        (settings.client() + ":" + settings.secret()).getBytes(StandardCharsets.UTF_8);
    var request =
        HttpRequest.newBuilder(settings.tokenEndpoint())
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "grant_type=client_credentials&scope=warehouse"))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException("The issuer answers " + answer.statusCode());
      }
      var json = JsonMapper.shared().readTree(answer.body());
      token = json.path("access_token").asString();
      until = Instant.now().plusSeconds(json.path("expires_in").asLong()).minus(EARLY);
    } catch (IOException away) {
      throw new UncheckedIOException(away);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }
}
