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
import java.util.TreeMap;
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

  /**
   * An order that was acknowledged.
   *
   * @param shopper who places his orders one after the other
   * @param at when, as {@link System#nanoTime}
   */
  record Placed(int shopper, String order, long at) {}

  /** An answer that was none. */
  record PutOff(int status, boolean saysWhen, Duration after, String body) {
    /** What one is to be told while there is no primary. */
    boolean isAsPromised(Duration within) {
      return status == 503
          && saysWhen
          && body.contains("/problems/unavailable")
          && after.compareTo(within) < 0;
    }
  }

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
        var after = Duration.ofNanos(System.nanoTime() - began);
        var saysWhen = answer.headers().firstValue("Retry-After").isPresent();
        putOff.add(new PutOff(answer.statusCode(), saysWhen, after, answer.body()));
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

  /** The longest time without an acknowledged order, of those that began or ended since. */
  Duration longestSilenceSince(long nanos) {
    long longest = 0;
    long before = Long.MIN_VALUE;
    for (var at : placed.stream().mapToLong(Placed::at).sorted().toArray()) {
      if (before != Long.MIN_VALUE && at >= nanos) {
        longest = Math.max(longest, at - before);
      }
      before = at;
    }
    return Duration.ofNanos(longest);
  }

  /** The longest that anybody waited to be told to come again. */
  Duration longestUntilPutOff() {
    return putOff.stream().map(PutOff::after).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  Map<Integer, Integer> putOffByStatus() {
    var counts = new TreeMap<Integer, Integer>();
    putOff.forEach(one -> counts.merge(one.status(), 1, Integer::sum));
    return counts;
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
