package io.daybook.app.chaos;

import io.daybook.app.access.IssuerForTests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Orders, cancels, dispatches, delivers and returns, and repeats every request until it is
 * answered, as a good client does: with the same key.
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

  /** The same orders of those who {@link #shop}, each placed by somebody else. */
  final Queue<Placed> placed = new ConcurrentLinkedQueue<>();

  /** What they were told instead of an answer. */
  final Queue<PutOff> putOff = new ConcurrentLinkedQueue<>();

  Customers(Function<String, URI> url, List<String> skus) {
    this.url = url;
    this.skus = skus;
  }

  record Answer(int status, JsonNode body) {}

  /** One customer: an order, and what comes of it. */
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
    var order =
        Map.of(
            "customerId",
            "customer-" + number % 50,
            "lines",
            lines,
            "deliveryAddress",
            address(0),
            "paymentToken",
            token);
    var answer = post("/api/orders", order, "chaos-" + number);
    if (answer.status() != 201) {
      throw new AssertionError("An order was answered " + answer);
    }
    var id = answer.body().path("orderId").asString();
    placed.add(new Placed(number, id, System.nanoTime()));
    acknowledged.add(id);
    var cancellation = "/api/orders/" + id + "/cancellation";
    var shipment = "/api/shipments/" + id.replace("order-", "shipment-");
    switch (random.nextInt(10)) {
      case 0 -> interfere(cancellation, Map.of("reason", "at once"));
      case 1 -> {
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(1_500)).toNanos());
        interfere(cancellation, Map.of("reason", "at some moment"));
      }
      case 2, 3 -> {
        watch(id);
        race(shipment + "/dispatch", () -> interfere(cancellation, Map.of("reason", "in a race")));
      }
      case 4, 5 -> {
        watch(id);
        interfere(shipment + "/dispatch", Map.of());
        interfere(shipment + "/delivery", Map.of());
      }
      case 6, 7 -> {
        watch(id);
        interfere(shipment + "/dispatch", Map.of());
        sendBack(id, first, number);
      }
      case 8 -> {
        watch(id);
        move(id, number);
        race(shipment + "/dispatch", () -> move(id, number + 1));
      }
      default -> move(id, number);
    }
  }

  /** Looks after the order for a while, so that the faults meet every step of many orders. */
  private void watch(String order) {
    var query = Map.of("query", "{order(id: \"" + order + "\") {status}}");
    for (int look = 0; look < 100; look++) {
      var status = post("/graphql", query, "").body().path("data").path("order").path("status");
      if (List.of("PICKING", "CANCELLED", "SHIPPED").contains(status.asString(""))) {
        return;
      }
      rest();
    }
  }

  /** The van leaves while the customer rings. */
  private void race(String dispatch, Runnable call) {
    var van = Thread.ofVirtual().start(() -> interfere(dispatch, Map.of()));
    call.run();
    try {
      van.join();
    } catch (InterruptedException _) {
      throw new IllegalStateException("interrupted");
    }
  }

  /** An order leaves the house, and one unit of it comes back. */
  void sendAndTakeBack(String order, String sku) {
    interfere("/api/shipments/" + order.replace("order-", "shipment-") + "/dispatch", Map.of());
    sendBack(order, sku, 0);
  }

  /** One unit comes back, as soon as the order knows that it has left; and is told of twice. */
  private void sendBack(String order, String sku, int number) {
    var line =
        Map.of("sku", sku, "quantity", 1, "disposition", number % 2 == 0 ? "RESTOCK" : "WRITE_OFF");
    var path = "/api/orders/" + order + "/returns";
    for (int attempt = 0; attempt < 50; attempt++) {
      if (post(path, Map.of("lines", List.of(line)), "back-" + order).status() < 300) {
        post(path, Map.of("lines", List.of(line)), "back-" + order);
        return;
      }
      rest();
    }
  }

  /** The customer moves; whether the parcel follows, the shipment decides. */
  private void move(String order, int street) {
    ask("PUT", "/api/orders/" + order + "/address", address(1 + street % 7), "");
  }

  private static Map<String, String> address(int street) {
    return Map.of(
        "recipient",
        "Ada",
        "street",
        street + " St",
        "city",
        "London",
        "postalCode",
        "SW1",
        "country",
        "GB");
  }

  private void interfere(String path, Object body) {
    post(path, body, "");
  }

  Answer post(String path, Object body, String key) {
    return ask("POST", path, body, key);
  }

  /** Asks until there is an answer that is not the platform's being away. */
  private Answer ask(String method, String path, Object body, String key) {
    var request =
        HttpRequest.newBuilder()
            .timeout(Duration.ofSeconds(40))
            .header("Content-Type", "application/json")
            .header("Authorization", IssuerForTests.bearer("chaos"))
            .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (!key.isEmpty()) {
      request.header("Idempotency-Key", key);
    }
    for (int attempt = 0; attempt < 600; attempt++) {
      var began = System.nanoTime();
      try {
        request.uri(url.apply(path)); // maybe at another process than before
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        var underWay =
            answer.statusCode() == 409 && answer.headers().firstValue("Retry-After").isPresent();
        if (answer.statusCode() < 500 && !underWay) {
          var text = answer.body().isEmpty() ? "{}" : answer.body();
          return new Answer(answer.statusCode(), JSON.readTree(text));
        }
        if (answer.statusCode() == 500) {
          throw new AssertionError("500: " + answer.body());
        }
        putOff.add(PutOff.of(answer, began));
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

  /** Where an order says that it goes. */
  String streetOf(String order) {
    var query = "{order(id: \"" + order + "\") {deliveryAddress {street}}}";
    return post("/graphql", Map.of("query", query), "")
        .body()
        .at("/data/order/deliveryAddress/street")
        .asString();
  }
}
