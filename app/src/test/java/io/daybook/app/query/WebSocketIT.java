package io.daybook.app.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import io.daybook.app.access.IssuerForTests;
import io.daybook.web.access.Role;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Subscriptions over graphql-transport-ws. */
class WebSocketIT extends PlatformForTests {
  private final HttpClient http = HttpClient.newHttpClient();

  /** A socket that a failed test has left open would be waited for. */
  @AfterEach
  void shutDown() {
    http.shutdownNow();
  }

  /** A client that notes what it is told. */
  private static final class Client implements WebSocket.Listener {
    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private volatile int closed;

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

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed = code;
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
    var socket =
        http.newWebSocketBuilder()
            .subprotocols("graphql-transport-ws")
            .buildAsync(URI.create("ws://localhost:" + port + "/graphql"), client)
            .join();
    send(
        socket,
        Map.of(
            "type",
            "connection_init",
            "payload",
            Map.of("Authorization", bearer("warehouse", Role.WAREHOUSE))));
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

  @Test
  void the_token_may_come_with_the_handshake() {
    var client = new Client();
    var socket =
        http.newWebSocketBuilder()
            .subprotocols("graphql-transport-ws")
            .header("Authorization", bearer("warehouse", Role.WAREHOUSE))
            .buildAsync(URI.create("ws://localhost:" + port + "/graphql"), client)
            .join();
    send(socket, Map.of("type", "connection_init"));
    await().until(() -> !client.ofType("connection_ack").isEmpty());
    var query = Map.of("query", "{products(first: 1) {edges {cursor}}}");
    send(socket, Map.of("id", "1", "type", "subscribe", "payload", query));
    await().until(() -> !client.ofType("next").isEmpty());
    assertThat(client.ofType("next").toString()).doesNotContain("FORBIDDEN");
    var audit = Map.of("query", "{auditLog(first: 1) {edges {cursor}}}");
    send(socket, Map.of("id", "2", "type", "subscribe", "payload", audit));
    await().until(() -> client.messages.toString().contains("FORBIDDEN"));
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  @Test
  void what_is_subscribed_ends_with_the_token_and_nothing_new_begins() {
    var sku = product("A-", "3.00", 10);
    var client = new Client();
    var socket =
        http.newWebSocketBuilder()
            .subprotocols("graphql-transport-ws")
            .header(
                "Authorization",
                IssuerForTests.bearerFor(Duration.ofSeconds(4), "w", Role.WAREHOUSE))
            .buildAsync(URI.create("ws://localhost:" + port + "/graphql"), client)
            .join();
    send(socket, Map.of("type", "connection_init"));
    await().until(() -> !client.ofType("connection_ack").isEmpty());
    var stock = "subscription {stockChanged(sku: \"%s\", fromPosition: 0) {onHand}}";
    var payload = Map.of("query", stock.formatted(sku));
    send(socket, Map.of("id", "1", "type", "subscribe", "payload", payload));
    await().until(() -> client.messages.toString().contains("\"onHand\":10"));
    await().until(() -> !client.ofType("error").isEmpty());
    assertThat(client.ofType("error").toString()).contains("TOKEN_EXPIRED");
    send(socket, Map.of("id", "2", "type", "subscribe", "payload", payload));
    await().until(() -> client.closed != 0 || client.ofType("error").size() == 2);
    assertThat(client.ofType("next")).allMatch(one -> one.path("id").asString().equals("1"));
  }

  @Test
  void without_a_token_or_with_a_false_one_the_socket_is_closed() {
    for (var payload : List.of(Map.of(), Map.of("Authorization", "Bearer nonsense"))) {
      var client = new Client();
      var socket =
          http.newWebSocketBuilder()
              .subprotocols("graphql-transport-ws")
              .buildAsync(URI.create("ws://localhost:" + port + "/graphql"), client)
              .join();
      send(socket, Map.of("type", "connection_init", "payload", payload));
      await().until(() -> client.closed == 4401);
      assertThat(client.ofType("connection_ack")).isEmpty();
    }
  }

  private static void send(WebSocket socket, Map<String, ?> message) {
    socket.sendText(JSON.writeValueAsString(message), true).join();
  }
}
