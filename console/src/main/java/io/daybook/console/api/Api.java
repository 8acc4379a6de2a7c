package io.daybook.console.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The public API over HTTP, asked as whoever looks: by the token of the request under way. All that
 * holds for other clients of the API holds for the console.
 */
@Component
public final class Api implements AutoCloseable {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private static final Map<String, Integer> STATUS_OF_CODE =
      Map.of("FORBIDDEN", 403, "BUSY", 503, "NOT_YET", 503, "TOO_SLOW", 503, "INTERNAL_ERROR", 500);

  private static final int AT_ONCE = 50;

  /** The API says every ten seconds that it is there. */
  private static final Duration BEGINS_WITHIN = Duration.ofSeconds(30);

  private final Semaphore atOnce = new Semaphore(AT_ONCE);
  private final ConsoleProperties properties;
  private final Map<String, String> documents = new ConcurrentHashMap<>();
  private volatile @Nullable HttpClient http;
  private volatile int port;

  Api(ConsoleProperties properties) {
    this.properties = properties;
  }

  @EventListener
  void on(WebServerInitializedEvent started) {
    port = started.getWebServer().getPort();
  }

  /**
   * Asks a question over GraphQL, whole: what whoever looks may not see is not to be asked for.
   *
   * @param name of the file with the question, beside this class
   * @throws ApiRefused when any of it was refused
   */
  public <T> T ask(String name, Map<String, ?> variables, Class<T> kind) {
    var question =
        Map.of("query", documents.computeIfAbsent(name, Api::read), "variables", variables);
    var answer = send("POST", "/graphql", question, Map.of());
    var errors = answer.path("errors");
    if (!errors.isEmpty() || !answer.path("data").isObject()) {
      var first = errors.path(0);
      var code = first.path("extensions").path("code").asString("");
      throw new ApiRefused(
          STATUS_OF_CODE.getOrDefault(code, 400), first.path("message").asString(""), List.of());
    }
    return JSON.treeToValue(answer.path("data"), kind);
  }

  /**
   * What a subscription of GraphQL tells.
   *
   * @param name of the file with the subscription, beside this class
   * @throws ApiRefused when it does not begin
   */
  public <T> Subscription<T> follow(String name, Map<String, ?> variables, Class<T> kind) {
    var question =
        Map.of("query", documents.computeIfAbsent(name, Api::read), "variables", variables);
    var request =
        request("/graphql")
            .timeout(BEGINS_WITHIN)
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(question)))
            .build();
    try {
      var answer = client().send(request, HttpResponse.BodyHandlers.ofLines());
      if (answer.statusCode() != 200) {
        answer.body().close();
        throw new ApiRefused(answer.statusCode(), "The API does not tell it", List.of());
      }
      return new Subscription<>(answer.body(), data -> JSON.treeToValue(data, kind));
    } catch (IOException _) {
      throw ApiRefused.busy("The API did not answer; ask again in a moment");
    } catch (InterruptedException _) {
      throw interrupted();
    }
  }

  /** A text as a part of an address. */
  public static String segment(String text) {
    return UriUtils.encode(text, StandardCharsets.UTF_8);
  }

  /** An answer as what it is. */
  public static <T> T as(JsonNode answer, Class<T> kind) {
    return JSON.treeToValue(answer, kind);
  }

  /** What is at an address of REST. */
  public JsonNode get(String path) {
    return exchange(request(path).GET());
  }

  /** What is at an address of REST that may take its time. */
  public JsonNode get(String path, Duration within) {
    return exchange(request(path).timeout(within).GET());
  }

  /**
   * A list at an address of REST that a page can do without.
   *
   * @param field that has the list in the answer
   */
  public <T> OptionalPart<T> part(String path, String field, Class<T[]> kind) {
    try {
      return new OptionalPart<>(List.of(JSON.treeToValue(get(path).path(field), kind)), null);
    } catch (ApiRefused refused) {
      return new OptionalPart<>(List.of(), refused.said());
    }
  }

  /**
   * Asks for something over REST.
   *
   * @throws ApiRefused when it is not done
   */
  public JsonNode send(String method, String path, Object body, Map<String, String> headers) {
    var request =
        request(path)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    headers.forEach(request::setHeader);
    return exchange(request);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base().resolve(path))
        .timeout(properties.answerWithin())
        .header("Authorization", "Bearer " + token());
  }

  /** Where the API is in this process, a page holds two of its threads; some must be left. */
  private JsonNode exchange(HttpRequest.Builder request) {
    try {
      if (!atOnce.tryAcquire(1, TimeUnit.SECONDS)) {
        throw new ApiRefused(503, "Too many look at once; ask again in a moment", List.of());
      }
    } catch (InterruptedException _) {
      throw interrupted();
    }
    try {
      var answer = client().send(request.build(), HttpResponse.BodyHandlers.ofString());
      var said = answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
      if (answer.statusCode() >= 300) {
        throw refusal(answer.statusCode(), said);
      }
      return said;
    } catch (IOException | JacksonException unreachable) {
      throw new ApiRefused(503, "The API did not answer; ask again in a moment", List.of());
    } catch (InterruptedException _) {
      throw interrupted();
    } finally {
      atOnce.release();
    }
  }

  private static ApiRefused interrupted() {
    Thread.currentThread().interrupt();
    return new ApiRefused(503, "The console is being stopped", List.of());
  }

  private static ApiRefused refusal(int status, JsonNode problem) {
    var faults = new ArrayList<ApiRefused.Fault>();
    problem
        .path("errors")
        .forEach(
            fault ->
                faults.add(
                    new ApiRefused.Fault(
                        fault.path("field").asString(""), fault.path("message").asString(""))));
    var said = problem.path("detail").asString(problem.path("title").asString("It was refused"));
    return new ApiRefused(status, said, faults);
  }

  private URI base() {
    var elsewhere = properties.api();
    return elsewhere == null ? URI.create("http://localhost:" + port) : elsewhere;
  }

  private synchronized HttpClient make() {
    var client = http;
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(Duration.ofSeconds(2))
              .build();
      http = client;
    }
    return client;
  }

  private HttpClient client() {
    var client = http;
    return client == null ? make() : client;
  }

  /** Nobody is answered any more. */
  @Override
  public void close() {
    var client = http;
    if (client != null) {
      client.shutdownNow();
    }
  }

  private static String token() {
    var who = SecurityContextHolder.getContext().getAuthentication();
    if (who == null || !(who.getCredentials() instanceof Jwt token)) {
      throw new IllegalStateException("Nobody looks");
    }
    return token.getTokenValue();
  }

  private static String read(String name) {
    try (var file = Api.class.getResourceAsStream(name + ".graphql")) {
      if (file == null) {
        throw new IllegalArgumentException("There is no question " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
