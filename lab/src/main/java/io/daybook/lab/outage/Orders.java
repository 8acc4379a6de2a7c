package io.daybook.lab.outage;

import io.daybook.lab.platform.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** People who order: some every second, and many at the moment at which the provider goes away. */
final class Orders implements AutoCloseable {
  static final int EVERY_SECOND = 5;
  static final int AT_ONCE = 100;

  private static final int CUSTOMERS = 8;

  private final Platform platform;
  private final String sku;
  private final ScheduledExecutorService customers = Executors.newScheduledThreadPool(CUSTOMERS);
  private final List<Future<String>> placed = new ArrayList<>();

  Orders(Platform platform) throws Exception {
    this.platform = platform;
    this.sku = platform.product();
  }

  /** Has them come from now on. */
  void begin(Times times) {
    Callable<String> one = () -> platform.order(sku);
    for (int i = 0; i < times.back() * EVERY_SECOND; i++) {
      placed.add(customers.schedule(one, i * 1_000L / EVERY_SECOND, TimeUnit.MILLISECONDS));
    }
    for (int i = 0; i < AT_ONCE; i++) {
      placed.add(customers.schedule(one, times.before(), TimeUnit.SECONDS));
    }
  }

  int count() {
    return placed.size();
  }

  /** Fails where an order was not taken. */
  void awaitAllPlaced() throws Exception {
    for (var order : placed) {
      order.get();
    }
  }

  @Override
  public void close() {
    customers.shutdownNow();
  }
}
