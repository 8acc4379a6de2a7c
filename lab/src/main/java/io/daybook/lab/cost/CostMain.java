package io.daybook.lab.cost;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** A process that measures one way: a transaction manager is set up once in a process. */
final class CostMain {
  static final String RESULT = "RESULT ";

  /** How many customers there are at a time. */
  static final int CALLERS = 16;

  private static final int SKUS = 1_000;

  private CostMain() {}

  /**
   * Measures.
   *
   * @param arguments way, ports, whether all want the same SKU, milliseconds of warming up and of
   *     measuring
   */
  public static void main(String[] arguments) throws Exception {
    var ports = Stream.of(arguments[1].split(",", -1)).map(Integer::valueOf).toList();
    var log = Files.createTempDirectory("lab-cost");
    var maker = new Shop(Way.valueOf(arguments[0]), ports, log).open();
    var tills = new ArrayList<Shop.Till>();
    for (int i = 0; i < CALLERS; i++) {
      tills.add(maker.make());
    }
    var isHot = Boolean.parseBoolean(arguments[2]);
    var begin = System.nanoTime() + Duration.ofMillis(Long.parseLong(arguments[3])).toNanos();
    var length = Duration.ofMillis(Long.parseLong(arguments[4])).toNanos();
    var callers = new ArrayList<Callable<List<Long>>>();
    for (var till : tills) {
      callers.add(() -> call(till, isHot, begin, begin + length));
    }
    var taken = new ArrayList<Long>();
    try (var threads = Executors.newFixedThreadPool(CALLERS)) {
      for (var caller : threads.invokeAll(callers)) {
        taken.addAll(caller.get());
      }
    }
    taken.sort(null);
    if (taken.isEmpty()) {
      throw new IllegalStateException("No order was placed in time");
    }
    System.out.printf(
        Locale.ROOT,
        RESULT + "%f %f %f%n",
        taken.size() * 1e9 / length,
        taken.get(taken.size() / 2) / 1e6,
        taken.get(taken.size() * 99 / 100) / 1e6);
    System.exit(0);
  }

  /** What each order took that ended while it was measured, whenever it was begun. */
  private static List<Long> call(Shop.Till till, boolean isHot, long begin, long end)
      throws Exception {
    var taken = new ArrayList<Long>();
    for (var now = System.nanoTime(); now < end; ) {
      var sku = isHot ? 0 : ThreadLocalRandom.current().nextInt(SKUS);
      till.place(UUID.randomUUID().toString(), "sku-" + sku);
      var then = System.nanoTime();
      if (then >= begin && then <= end) {
        taken.add(then - now);
      }
      now = then;
    }
    return taken;
  }
}
