package io.daybook.samples.integrator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shop as a program sees it: places orders, waits for them, and reads what has happened. */
public final class Shop {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int PAGE = 4;
  private static final JsonMapper JSON = JsonMapper.shared();

  /** The shop has promised to deliver, or more than that. */
  private static final Set<String> PROMISED =
      Set.of("CONFIRMED", "PICKING", "SHIPPED", "DELIVERED", "PARTLY_RETURNED", "RETURNED");

  private static final String POSITION = "Daybook-Position";

  private final HttpClient http;
  private final URI base;
  private final Supplier<Optional<String>> token;

  /**
   * Nothing is asked for yet.
   *
   * @param base the address of the platform
   * @param token asked for before each request; empty where the platform wants none
   */
  public Shop(HttpClient http, URI base, Supplier<Optional<String>> token) {
    this.http = http;
    this.base = base;
    this.token = token;
  }

  /**
   * An order that was placed.
   *
   * @param location its page
   * @param replayed whether an earlier attempt had placed it, whose answer was lost
   * @param position the log knows of it from here on; queries that wait for it do so too
   */
  public record Placed(String orderId, String location, boolean replayed, String position) {}

  /** What has happened of an order. */
  public record Event(String at, String type) {}

  /** A request that is wrong, or that does not fit the state of things: no retry helps. */
  public static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private RefusedException(HttpResponse<String> answer) {
      super(answer.statusCode() + " " + answer.body());
    }
  }

  /**
   * Places an order, once for each key, however often its answer is lost.
   *
   * @param key the caller's own name of the order, kept where the order is kept
   * @throws RefusedException when the shop says no
   */
  public Placed place(String key, String order) {
    var answer =
        send(
            request("/api/orders")
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(order)));
    return new Placed(
        json(answer).path("orderId").asString(),
        answer.headers().firstValue("Location").orElseThrow(),
        answer.headers().firstValue("Idempotent-Replayed").isPresent(),
        answer.headers().firstValue(POSITION).orElse("0"));
  }

  /**
   * Waits until the order is decided; only what is new is sent.
   *
   * @return whether it is confirmed; else it is cancelled
   */
  public boolean awaitConfirmed(Placed order) {
    var end = Instant.now().plus(PATIENCE);
    var known = "\"\"";
    while (Instant.now().isBefore(end)) {
      var answer = send(request(order.location()).header("If-None-Match", known).GET());
      if (answer.statusCode() == 200) {
        known = answer.headers().firstValue("ETag").orElse(known);
        var status = json(answer).path("status").asString();
        if (PROMISED.contains(status) || status.equals("CANCELLED")) {
          return PROMISED.contains(status);
        }
      }
      pause(Duration.ofMillis(200));
    }
    throw new IllegalStateException(order.orderId() + " is not decided");
  }

  /**
   * All that has happened of an order, page by page. The shop answers queries from read models,
   * which follow the log; with the position of the order it waits until they know of it.
   */
  public List<Event> history(Placed order) {
    var query =
        """
        query History($order: ID!, $first: Int!, $after: String) {
          orderTimeline(orderId: $order, first: $first, after: $after) {
            edges {node {at type}} pageInfo {hasNextPage endCursor}
          }
        }
        """;
    var events = new ArrayList<Event>();
    var after = "";
    while (true) {
      var variables =
          after.isEmpty()
              ? Map.of("order", order.orderId(), "first", PAGE)
              : Map.of("order", order.orderId(), "first", PAGE, "after", after);
      var page = query(query, variables, order.position()).path("orderTimeline");
      for (var edge : page.path("edges")) {
        var node = edge.path("node");
        events.add(new Event(node.path("at").asString(), node.path("type").asString()));
      }
      if (!page.path("pageInfo").path("hasNextPage").asBoolean()) {
        return events;
      }
      after = page.path("pageInfo").path("endCursor").asString();
    }
  }

  private JsonNode query(String query, Map<String, ?> variables, String position) {
    var body = JSON.writeValueAsString(Map.of("query", query, "variables", variables));
    var answer =
        send(
            request("/graphql")
                .header("Content-Type", "application/json")
                .header("Accept", "application/graphql-response+json")
                .header(POSITION, position)
                .POST(BodyPublishers.ofString(body)));
    var json = json(answer);
    if (json.has("errors")) {
      throw new RefusedException(answer);
    }
    return json.path("data");
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
    token.get().ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
    return request;
  }

  /**
   * Sends a request that may be sent again: it reads, or it has a key. A connection that dies says
   * nothing of what became of it, so it is asked again.
   */
  private HttpResponse<String> send(HttpRequest.Builder request) {
    var end = Instant.now().plus(PATIENCE);
    for (var pause = Duration.ofMillis(100); ; pause = longer(pause)) {
      try {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        var comeAgain = answer.headers().firstValue("Retry-After").map(Long::valueOf);
        if (comeAgain.isEmpty() || Instant.now().isAfter(end)) {
          if (answer.statusCode() >= 400) {
            throw new RefusedException(answer);
          }
          return answer;
        }
        pause(Duration.ofSeconds(comeAgain.get()));
      } catch (IOException died) {
        if (Instant.now().isAfter(end)) {
          throw new IllegalStateException(base + " does not answer", died);
        }
        pause(pause);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", interrupted);
      }
    }
  }

  private static Duration longer(Duration pause) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  private static void pause(Duration pause) {
    try {
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }
}
