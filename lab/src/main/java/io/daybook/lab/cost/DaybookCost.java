package io.daybook.lab.cost;

import io.daybook.lab.platform.Platform;
import io.daybook.lab.platform.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The platform as it is delivered, in one process with the roles that an order needs and those that
 * show it. Its PostgreSQL and the outside world, which is the sandbox, are behind a network; its
 * customers are not.
 */
final class DaybookCost implements AutoCloseable {
  private static final int SKUS = 1_000;
  private static final int PATIENCE_SECONDS = 120;
  private static final List<Integer> WARMING = List.of(0, 15_000);

  private final Platform platform = new Platform(Shape.apart("command,saga,projection,query"));
  private final List<String> skus = Collections.synchronizedList(new ArrayList<>());

  /** It is up, has sold some things already, and has many on its shelves. */
  DaybookCost() throws Exception {
    platform.start();
    var products = new ArrayList<Callable<Boolean>>();
    for (int i = 0; i < SKUS; i++) {
      products.add(() -> skus.add(platform.product()));
    }
    try (var threads = Executors.newFixedThreadPool(CostMain.CALLERS)) {
      for (var product : threads.invokeAll(products)) {
        product.get();
      }
    }
    var unused = of(false, 0, WARMING);
  }

  /**
   * What one order took.
   *
   * @param takenNanos until the customer had the answer that it is taken
   * @param confirmedNanos until the log had it confirmed
   */
  private record Taken(long takenNanos, long confirmedNanos) {}

  /**
   * What was measured.
   *
   * @param takenP50Millis until the customer had the answer that the order is taken
   */
  record Measured(Measurement whole, double takenP50Millis, double takenP99Millis) {}

  /** Measures it at one distance. */
  Measured of(boolean isHot, int roundTripMillis, List<Integer> millis) throws Exception {
    platform.moveApart(roundTripMillis);
    var begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis.getFirst());
    var length = TimeUnit.MILLISECONDS.toNanos(millis.getLast());
    var all = new ArrayList<Taken>();
    try (var confirmations = new Confirmations(platform);
        var threads = Executors.newFixedThreadPool(CostMain.CALLERS)) {
      var callers =
          Collections.nCopies(
              CostMain.CALLERS,
              (Callable<List<Taken>>) () -> call(confirmations, isHot, begin, begin + length));
      for (var caller : threads.invokeAll(callers)) {
        all.addAll(caller.get());
      }
    }
    if (all.isEmpty()) {
      throw new IllegalStateException("No order was confirmed in time");
    }
    var taken = all.stream().map(Taken::takenNanos).sorted().toList();
    var confirmed = all.stream().map(Taken::confirmedNanos).sorted().toList();
    return new Measured(
        new Measurement(
            Way.DAYBOOK,
            isHot,
            roundTripMillis,
            all.size() * 1e9 / length,
            at(confirmed, 50),
            at(confirmed, 99)),
        at(taken, 50),
        at(taken, 99));
  }

  private static double at(List<Long> sorted, int percent) {
    return sorted.get(sorted.size() * percent / 100) / 1e6;
  }

  /** What each order took that was confirmed while it was measured, whenever it was begun. */
  private List<Taken> call(Confirmations confirmations, boolean isHot, long begin, long end)
      throws Exception {
    var taken = new ArrayList<Taken>();
    while (System.nanoTime() < end) {
      var sku = skus.get(isHot ? 0 : ThreadLocalRandom.current().nextInt(SKUS));
      var asked = System.nanoTime();
      var order = platform.order(sku);
      var answered = System.nanoTime();
      var confirmed = confirmations.of(order).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (confirmed >= begin && confirmed <= end) {
        taken.add(new Taken(answered - asked, confirmed - asked));
      }
    }
    return taken;
  }

  @Override
  public void close() throws IOException {
    platform.close();
  }
}
