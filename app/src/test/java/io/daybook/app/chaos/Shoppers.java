package io.daybook.app.chaos;

import static org.awaitility.Awaitility.await;

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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * Place one order after the other, each as another customer, and repeat every request with its key
 * until it is acknowledged. They remember when that was, and what they were told instead.
 */
final class Shoppers implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** What one leaves between two orders, and before he asks again. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private static final Duration NO_ANSWER = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Supplier<URI> url;
  private volatile boolean shopping = true;

  /** In the order of their acknowledgements. */
  final Queue<Placed> placed = new ConcurrentLinkedQueue<>();

  final Queue<PutOff> putOff = new ConcurrentLinkedQueue<>();
  final Queue<String> failures = new ConcurrentLinkedQueue<>();

  /**
   * @param url where orders are placed; it may be another process each time
   */
  Shoppers(int number, Supplier<URI> url) {
    this.url = url;
    for (int shopper = 0; shopper < number; shopper++) {
      var self = shopper;
      threads.submit(() -> shop(self));
    }
  }

  private void shop(int shopper) {
    for (int number = 0; shopping; number++) {
      var customer = "shopper-" + shopper + "-" + number;
      var order = place(customer);
      if (order == null) {
        return;
      }
      placed.add(new Placed(shopper, order, System.nanoTime()));
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** The id of the order; null when it cannot be had. */
  private String place(String customer) {
    var body =
        JSON.writeValueAsString(
            Map.of(
                "customerId",
                customer,
                "lines",
                List.of(Map.of("sku", "TEA", "quantity", 1)),
                "deliveryAddress",
                Map.of(
                    "recipient", customer,
                    "street", "Street of " + customer,
                    "city", "London",
                    "postalCode", "SW1",
                    "country", "GB"),
                "paymentToken",
                "tok_visa"));
    while (true) {
      var began = System.nanoTime();
      try {
        var answer =
            http.send(
                HttpRequest.newBuilder(url.get())
                    .timeout(NO_ANSWER)
                    .header("Content-Type", "application/json")
                    .header("Authorization", IssuerForTests.bearer("shopper"))
                    .header("Idempotency-Key", customer)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 201) {
          return JSON.readTree(answer.body()).path("orderId").asString();
        }
        putOff.add(PutOff.of(answer, began));
      } catch (IOException none) {
        failures.add(customer + " was not answered: " + none);
      } catch (InterruptedException _) {
        return null;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Waits until so many more orders are acknowledged. */
  void awaitMore(int orders) {
    var enough = placed.size() + orders;
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> placed.size() >= enough);
  }

  /** Lets each get the answer that he waits for. */
  void end() {
    shopping = false;
    threads.close();
  }

  @Override
  public void close() {
    shopping = false;
    threads.shutdownNow();
    http.shutdownNow();
  }
}
