package io.daybook.lab.saga;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Daybook takes orders over HTTP, and its sagas do them. */
public final class SagaCost implements AutoCloseable {
  private static final int CALLERS = 16;
  private static final int SKUS = 200;
  private static final long POLL_NANOS = 50_000_000L;
  private static final long PATIENCE_NANOS = 180_000_000_000L;

  private final Platform platform = new Platform(SagaTrials.jar());
  private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
  private final List<String> skus = new ArrayList<>();

  /**
   * What was measured.
   *
   * @param p50Millis until an order was taken
   * @param p99Millis until an order was taken
   */
  public record Rates(
      double takenPerSecond, double confirmedPerSecond, double p50Millis, double p99Millis) {}

  /** Does not start it yet. */
  public SagaCost() throws IOException {}

  /** Starts the platform and fills its catalogue. */
  public void start() throws Exception {
    platform.start();
    var products = new ArrayList<Callable<String>>();
    for (int i = 0; i < SKUS; i++) {
      products.add(platform::product);
    }
    for (var product : threads.invokeAll(products)) {
      skus.add(product.get());
    }
  }

  /** Measures when all orders of before are done. */
  public Rates measure(boolean isHot, int roundTripMillis, int warmUpMillis, int millis)
      throws Exception {
    platform.lengthen(roundTripMillis);
    var begin = System.nanoTime() + Duration.ofMillis(warmUpMillis).toNanos();
    var end = begin + Duration.ofMillis(millis).toNanos();
    var callers = new ArrayList<Callable<List<Long>>>();
    for (int i = 0; i < CALLERS; i++) {
      callers.add(() -> call(isHot, begin, end));
    }
    var running = callers.stream().map(threads::submit).toList();
    LockSupport.parkNanos(begin - System.nanoTime());
    var before = platform.count("OrderConfirmed");
    LockSupport.parkNanos(end - System.nanoTime());
    var confirmed = platform.count("OrderConfirmed") - before;
    var taken = new ArrayList<Long>();
    for (var caller : running) {
      taken.addAll(caller.get());
    }
    taken.sort(null);
    awaitAllConfirmed();
    var seconds = millis / 1e3;
    return new Rates(
        taken.size() / seconds,
        confirmed / seconds,
        taken.get(taken.size() / 2) / 1e6,
        taken.get(taken.size() * 99 / 100) / 1e6);
  }

  private List<Long> call(boolean isHot, long begin, long end)
      throws IOException, InterruptedException {
    var taken = new ArrayList<Long>();
    for (var now = System.nanoTime(); now < end; ) {
      platform.order(isHot ? skus.getFirst() : skus.get(ThreadLocalRandom.current().nextInt(SKUS)));
      var then = System.nanoTime();
      if (now >= begin && then <= end) {
        taken.add(then - now);
      }
      now = then;
    }
    return taken;
  }

  private void awaitAllConfirmed() throws SQLException {
    var latest = System.nanoTime() + PATIENCE_NANOS;
    while (platform.count("OrderConfirmed") < platform.count("OrderPlaced")) {
      if (System.nanoTime() > latest) {
        throw new IllegalStateException("Orders are not confirmed");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    platform.close();
  }
}
