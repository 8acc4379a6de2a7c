package com.example.warehouse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where goods come in: {@code POST /receipts} with {@code {"receiptId", "sku", "quantity"}}, {@code
 * GET /shelves}, {@code GET /health}. Repeat a request until it is answered; a paper is booked
 * once.
 */
final class Gate implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Gate.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int LARGEST = 10_000;

  private final Stock stock;
  private final ShelfTable shelves;
  private final Runnable whenReceived;
  private final HttpServer server;

  Gate(String host, int port, Stock stock, ShelfTable shelves, Runnable whenReceived)
      throws IOException {
    this.stock = stock;
    this.shelves = shelves;
    this.whenReceived = whenReceived;
    this.server = HttpServer.create(new InetSocketAddress(host, port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var asked = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      switch (asked) {
        case "POST /receipts" -> receive(exchange);
        case "GET /shelves" -> send(exchange, 200, shelves.all());
        case "GET /health" -> send(exchange, 200, Map.of("status", "UP"));
        default -> send(exchange, 404, Map.of("title", "There is no " + asked));
      }
    } catch (org.springframework.dao.DataAccessException
        | org.springframework.transaction.TransactionException away) {
      log.warn("The database does not answer: {}", away.toString());
      send(exchange, 503, Map.of("title", "Ask again"));
    }
  }

  private void receive(HttpExchange exchange) throws IOException {
    var body = exchange.getRequestBody().readNBytes(LARGEST);
    String receipt;
    String sku;
    int quantity;
    try {
      var json = JSON.readTree(body);
      receipt = ShopEvent.text(json, "receiptId");
      sku = ShopEvent.text(json, "sku");
      quantity = ShopEvent.number(json, "quantity");
    } catch (tools.jackson.core.JacksonException | ShopEvent.NotUnderstoodException no) {
      send(exchange, 400, Map.of("title", "receiptId, sku and quantity are wanted"));
      return;
    }
    if (quantity < 1) {
      send(exchange, 400, Map.of("title", "A quantity is one at least"));
      return;
    }
    switch (stock.receive(receipt, sku, quantity)) {
      case BOOKED -> {
        whenReceived.run();
        send(exchange, 201, Map.of("booked", quantity));
      }
      case BOOKED_BEFORE -> send(exchange, 200, Map.of("booked", quantity));
      case CONTRADICTED ->
          send(exchange, 409, Map.of("title", receipt + " is booked with another quantity"));
    }
  }

  private static void send(HttpExchange exchange, int status, Object body) throws IOException {
    var bytes = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
