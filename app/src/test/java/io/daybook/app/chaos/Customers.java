package io.daybook.app.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Orders, cancels and dispatches, and repeats every request until it is answered, as a good client
 * does: with the same key.
 */
final class Customers implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final Function<String, URI> url;
  private final List<String> skus;

  /** The orders that were acknowledged. */
  final ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();

  /** The orders whose cancellation or dispatch was asked for and answered. */
  final ConcurrentLinkedQueue<String> interfered = new ConcurrentLinkedQueue<>();

  Customers(Function<String, URI> url, List<String> skus) {
    this.url = url;
    this.skus = skus;
  }

  record Answer(int status, JsonNode body) {}

  /** One customer: an order, and sometimes a change of mind or a parcel that leaves at once. */
  void shop(int number, long seed) {
    var random = new Random(seed + number);
    var token =
        switch (random.nextInt(20)) {
          case 0 -> "tok_declined";
          case 1 -> "tok_capture_fails";
          case 2 -> "tok_slow";
          default -> "tok_visa";
        };
    var first = skus.get(random.nextInt(skus.size()));
    var second = skus.get(random.nextInt(skus.size()));
    var lines =
        List.of(
            Map.of("sku", first, "quantity", 1 + random.nextInt(3)),
            Map.of("sku", second, "quantity", 1));
    var address =
        Map.of(
            "recipient",
            "Ada",
            "street",
            "1 St",
            "city",
            "London",
            "postalCode",
            "SW1",
            "country",
            "GB");
    var order =
        Map.of(
            "customerId",
            "customer-" + number % 50,
            "lines",
            lines,
            "deliveryAddress",
            address,
            "paymentToken",
            token);
    var placed = post("/api/orders", order, "chaos-" + number);
    if (placed.status() != 201) {
      throw new AssertionError("An order was answered " + placed);
    }
    var id = placed.body().path("orderId").asString();
    acknowledged.add(id);
    switch (random.nextInt(6)) {
      case 0 -> interfere(id, "/api/orders/" + id + "/cancellation", Map.of("reason", "chaos"));
      case 1 ->
          interfere(
              id, "/api/shipments/" + id.replace("order-", "shipment-") + "/dispatch", Map.of());
      case 2 -> {
        interfere(
            id, "/api/shipments/" + id.replace("order-", "shipment-") + "/dispatch", Map.of());
        interfere(id, "/api/orders/" + id + "/cancellation", Map.of("reason", "chaos"));
      }
      default -> {}
    }
    if (random.nextBoolean()) {
      watch(id);
    }
  }

  /** Looks after the order for a while, so that the faults meet every step of many orders. */
  private void watch(String order) {
    var query = Map.of("query", "{fulfilment(orderId: \"" + order + "\") {phase}}");
    for (int look = 0; look < 50; look++) {
      var phase = post("/graphql", query, "").body().path("data").path("fulfilment").path("phase");
      if (List.of("CONFIRMED", "CANCELLED").contains(phase.asString(""))) {
        return;
      }
      rest();
    }
  }

  private void interfere(String order, String path, Object body) {
    post(path, body, "");
    interfered.add(order);
  }

  /** Asks until there is an answer that is not the platform's being away. */
  Answer post(String path, Object body, String key) {
    var request =
        HttpRequest.newBuilder(url.apply(path))
            .timeout(Duration.ofSeconds(40))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (!key.isEmpty()) {
      request.header("Idempotency-Key", key);
    }
    for (int attempt = 0; attempt < 600; attempt++) {
      try {
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() < 500) {
          var text = answer.body().isEmpty() ? "{}" : answer.body();
          return new Answer(answer.statusCode(), JSON.readTree(text));
        }
        if (answer.statusCode() == 500) {
          throw new AssertionError("500: " + answer.body());
        }
      } catch (IOException _) {
        // asked again
      } catch (InterruptedException _) {
        throw new IllegalStateException("interrupted");
      }
      rest();
    }
    throw new AssertionError(path + " is not answered");
  }

  /** What a polite client leaves between two requests. */
  private static void rest() {
    LockSupport.parkNanos(PAUSE.toNanos());
  }

  @Override
  public void close() {
    http.close();
  }
}
