package io.daybook.app.access;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** What a subscriber is told, over server-sent events. Many are opened side by side. */
final class Pushed implements AutoCloseable {
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final CompletableFuture<?> opened;

  Pushed(int port, String authorization, String field) {
    var question = Map.of("query", "subscription {" + field + "}");
    opened =
        client
            .sendAsync(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/graphql"))
                    .header("Content-Type", "application/json")
                    .header("Accept", "text/event-stream")
                    .header("Authorization", authorization)
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            JsonMapper.shared().writeValueAsString(question)))
                    .build(),
                HttpResponse.BodyHandlers.ofLines())
            .thenAccept(answer -> Thread.ofPlatform().daemon().start(() -> read(answer.body())));
  }

  private void read(Stream<String> lines) {
    try {
      lines.filter(line -> line.startsWith("data:") && line.length() > 6).forEach(told::add);
    } catch (UncheckedIOException closed) {
      // the test is over
    }
  }

  List<String> told() {
    return told;
  }

  /**
   * Done when the platform has begun to answer: for who has nothing to be told, when the connection
   * is first kept alive.
   */
  CompletableFuture<?> opened() {
    return opened;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
