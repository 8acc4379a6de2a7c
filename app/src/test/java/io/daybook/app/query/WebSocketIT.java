package io.daybook.app.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Subscriptions over graphql-transport-ws. */
class WebSocketIT extends PlatformForTests {

  /** A client that notes what it is told. */
  private static final class Client implements WebSocket.Listener {
    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public void onOpen(WebSocket socket) {
      socket.request(1);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        messages.add(JSON.readTree(text.toString()));
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    List<JsonNode> ofType(String type) {
      return messages.stream().filter(one -> one.path("type").asString().equals(type)).toList();
    }
  }

  @Test
  void changes_are_told_over_a_web_socket_from_a_position_on() {
    var sku = product("A-", "3.00", 10);
    var client = new Client();
    try (var http = HttpClient.newHttpClient()) {
      var socket =
          http.newWebSocketBuilder()
              .subprotocols("graphql-transport-ws")
              .buildAsync(URI.create("ws://localhost:" + port + "/graphql"), client)
              .join();
      send(socket, Map.of("type", "connection_init"));
      await().until(() -> !client.ofType("connection_ack").isEmpty());
      send(
          socket,
          Map.of(
              "id",
              "1",
              "type",
              "subscribe",
              "payload",
              Map.of(
                  "query",
                  "subscription {stockChanged(sku: \"%s\", fromPosition: 0) {position kind onHand}}"
                      .formatted(sku))));
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> client.messages.toString().contains("StockReceived"));
      post("/api/stock/" + sku + "/receipts", Map.of("receiptId", "r2", "quantity", 7));
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> client.messages.toString().contains("\"onHand\":17"));
      assertThat(client.ofType("error")).isEmpty();
      send(socket, Map.of("id", "1", "type", "complete"));
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
  }

  private static void send(WebSocket socket, Map<String, ?> message) {
    socket.sendText(JSON.writeValueAsString(message), true).join();
  }
}
