package io.daybook.lab.dualwrite;

import io.daybook.lab.platform.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Customers of the platform, who order one piece after the other, and somebody who counts what lies
 * on another shelf, and finds one more each time.
 */
final class DaybookShop implements AutoCloseable {
  private static final int CUSTOMERS = 4;
  private static final int PAUSE_MILLIS = 50;

  private final Platform platform;
  private final String ordered;
  private final String counted;
  private final AtomicBoolean isClosing = new AtomicBoolean();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong count = new AtomicLong(1_000_000);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<@Nullable Void>> people = new ArrayList<>();

  /**
   * Is open.
   *
   * @param ordered the SKU that is ordered
   * @param counted the SKU that is counted
   */
  DaybookShop(Platform platform, String ordered, String counted) {
    this.platform = platform;
    this.ordered = ordered;
    this.counted = counted;
  }

  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  /** Everybody begins. */
  void open() {
    isClosing.set(false);
    for (int i = 0; i < CUSTOMERS; i++) {
      people.add(threads.submit(again(() -> platform.order(ordered))));
    }
    people.add(threads.submit(again(this::countOneMore)));
  }

  private void countOneMore() throws IOException, InterruptedException {
    platform.post(
        "/api/stock/" + counted + "/adjustments",
        "warehouse",
        Map.of("countedOnHand", count.incrementAndGet(), "reason", "found one more"));
    Chance.pause(PAUSE_MILLIS);
  }

  private Callable<@Nullable Void> again(Step step) {
    return () -> {
      while (!isClosing.get()) {
        try {
          step.run();
        } catch (IOException | IllegalStateException away) {
          refused.incrementAndGet();
          Chance.pause(PAUSE_MILLIS);
        }
      }
      return null;
    };
  }

  /** Everybody ends what they do. */
  void rest() throws InterruptedException, ExecutionException {
    isClosing.set(true);
    for (var person : people) {
      person.get();
    }
    people.clear();
  }

  /** How often nobody answered, or somebody was told to come again, since this was asked last. */
  long refusedSince() {
    return refused.getAndSet(0);
  }

  @Override
  public void close() {
    isClosing.set(true);
    threads.shutdownNow();
  }
}
