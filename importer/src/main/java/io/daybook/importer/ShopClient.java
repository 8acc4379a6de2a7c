package io.daybook.importer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Talks to the platform over HTTP and GraphQL. Every request is safe to repeat, so while the
 * platform is away each is repeated, with growing pauses, for up to two minutes.
 */
public final class ShopClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int SERVICE_UNAVAILABLE = 503;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final JsonMapper json = JsonMapper.builder().build();
  private final URI base;
  private final ClientTokens tokens;

  /** Talks to the platform at a base address, such as {@code http://localhost:8080}. */
  public ShopClient(URI base, ClientTokens tokens) {
    this.base = base;
    this.tokens = tokens;
  }

  /** What the platform answered; the body is a problem document where the status says so. */
  public record Answer(int status, JsonNode body) {
    /** Whether the status is 2xx. */
    public boolean isSuccess() {
      return status / 100 == 2;
    }

    /** The rule that refused the request, or its status. */
    public String rule() {
      var rule = body.path("rule").asString("");
      return rule.isEmpty() ? "status " + status : rule;
    }
  }

  /** Posts a body; the key is sent as {@code Idempotency-Key} unless it is empty. */
  public Answer post(String path, String key, Object body) {
    return send("POST", path, key, json.writeValueAsString(body));
  }

  /** Puts a body. */
  public Answer put(String path, Object body) {
    return send("PUT", path, "", json.writeValueAsString(body));
  }

  /** Gets what is at a path. */
  public Answer get(String path) {
    return send("GET", path, "", "");
  }

  /**
   * The data that a GraphQL query answers.
   *
   * @throws IllegalStateException when it answers errors
   */
  public JsonNode query(String query) {
    var answer = post("/graphql", "", Map.of("query", query));
    if (!answer.isSuccess() || answer.body().has("errors")) {
      throw new IllegalStateException("GraphQL answered " + answer.body());
    }
    return answer.body().path("data");
  }

  /** Waits for a condition, looking ten times a second; false when the time is over. */
  public static boolean await(Duration patience, BooleanSupplier condition) {
    var end = Instant.now().plus(patience);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        return false;
      }
      pause(100);
    }
    return true;
  }

  @Override
  public void close() {
    http.close();
  }

  private Answer send(String method, String path, String key, String body) {
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!key.isEmpty()) {
      request.header("Idempotency-Key", key);
    }
    var end = Instant.now().plus(PATIENCE);
    for (long pause = 100; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
      try {
        tokens.addTo(request);
        var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (!isToAskAgain(response) || Instant.now().isAfter(end)) {
          var text = response.body().isEmpty() ? "{}" : response.body();
          return new Answer(response.statusCode(), json.readTree(text));
        }
      } catch (IOException away) {
        if (Instant.now().isAfter(end)) {
          throw new IllegalStateException("The platform at " + base + " does not answer", away);
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", interrupted);
      }
      pause(pause);
    }
  }

  /** It is away, has too much to do, or is still working on the request as it came first. */
  private static boolean isToAskAgain(HttpResponse<String> response) {
    return response.statusCode() == SERVICE_UNAVAILABLE
        || response.headers().firstValue("Retry-After").isPresent();
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }
}
