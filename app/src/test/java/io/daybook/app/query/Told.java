package io.daybook.app.query;

import io.daybook.app.access.IssuerForTests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An open stream of server-sent events, and what it has told so far. */
final class Told implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final List<JsonNode> changes = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpResponse<Stream<String>> response;
  private final Thread reader;
  private final long opened = System.nanoTime();

  Told(int port, String field, String subscription) {
    this(port, IssuerForTests.bearer("tester"), field, subscription);
  }

  Told(int port, String bearer, String field, String subscription) {
    var body = JSON.writeValueAsString(Map.of("query", "subscription {" + subscription + "}"));
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/graphql"))
            .timeout(Duration.ofSeconds(60)) // until it begins
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream")
            .header("Authorization", bearer)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      response = client.send(request, HttpResponse.BodyHandlers.ofLines());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
    reader = Thread.ofPlatform().daemon().start(() -> read(field));
  }

  private void read(String field) {
    try {
      response
          .body()
          .filter(line -> line.startsWith("data:") && line.length() > 6)
          .map(line -> JSON.readTree(line.substring(5)))
          .forEach(told -> changes.add(told.has("errors") ? told : told.path("data").path(field)));
    } catch (UncheckedIOException closed) {
      // the test is over
    }
  }

  /** Whether the platform has ended it. */
  boolean isOver() {
    return !reader.isAlive();
  }

  List<JsonNode> changes() {
    return changes;
  }

  boolean isOld() {
    return System.nanoTime() - opened > 700_000_000;
  }

  List<Long> positions() {
    return changes.stream().map(change -> change.path("position").asLong()).toList();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
