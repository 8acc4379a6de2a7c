package io.daybook.benchmarks;

import io.daybook.app.Daybook;
import io.daybook.eventstore.FollowersHere;
import io.daybook.projection.ReadModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * How long an event waits until all read models have it, at a steady rate of orders. The events of
 * an order are appended together; nothing else runs: no saga, no calls, no requests.
 */
final class FollowingLag {
  private static final long LOOK_EVERY_NANOS = 1_000_000;
  private static final int WARM_UP_SECONDS = 10;

  private final Server server;
  private final String database;

  FollowingLag(Server server, String database) {
    this.server = server;
    this.database = database;
  }

  /** The median and the p99 in milliseconds, in this order. */
  List<Double> millis(int ordersPerSecond, int seconds) throws Exception {
    try (var context = projections();
        var log = new DaybookLog(server, database);
        var pace = Executors.newSingleThreadScheduledExecutor()) {
      var orders = new OrderLives(log.engine());
      var followers = context.getBean(FollowersHere.class);
      var models = liveOnes(log);
      var appended = new ConcurrentSkipListMap<Long, Long>();
      var position = new long[] {models.head()};
      var ticks =
          pace.scheduleAtFixedRate(
              () -> {
                position[0] += orders.appendSideBySide(1);
                appended.put(position[0], System.nanoTime());
              },
              0,
              1_000_000_000L / ordersPerSecond,
              TimeUnit.NANOSECONDS);
      var begun = System.nanoTime();
      var end = begun + (WARM_UP_SECONDS + seconds) * 1_000_000_000L;
      var waited = new ArrayList<Long>();
      while (System.nanoTime() < end) {
        var reached = reached(followers, models.processors());
        var now = System.nanoTime();
        for (var done = appended.headMap(reached, true).pollFirstEntry();
            done != null;
            done = appended.headMap(reached, true).pollFirstEntry()) {
          if (now - begun > WARM_UP_SECONDS * 1_000_000_000L) {
            waited.add(now - done.getValue());
          }
        }
        LockSupport.parkNanos(LOOK_EVERY_NANOS);
      }
      if (ticks.isDone()) {
        ticks.get(); // tells why nothing was appended any more
      }
      ticks.cancel(false);
      var sorted = waited.stream().sorted().toList();
      return List.of(
          sorted.get(sorted.size() / 2) / 1e6, sorted.get((int) (sorted.size() * 0.99)) / 1e6);
    }
  }

  private record Live(long head, List<String> processors) {}

  private static Live liveOnes(DaybookLog log) {
    return new Live(
        log.events().createHeadToken().position().orElse(-1),
        java.util.Arrays.stream(ReadModel.values()).map(model -> model.title() + "_g1").toList());
  }

  private static long reached(FollowersHere followers, List<String> processors) {
    return processors.stream()
        .map(followers::positions)
        .map(Map::values)
        .mapToLong(segments -> segments.stream().mapToLong(Long::longValue).min().orElse(-1))
        .min()
        .orElse(-1);
  }

  private ConfigurableApplicationContext projections() {
    return new SpringApplicationBuilder(Daybook.class)
        .web(WebApplicationType.NONE)
        .run(
            "--daybook.roles=projection",
            "--daybook.database=external",
            "--daybook.log.seal-every=1h",
            "--daybook.projections.verify-cron=-",
            "--logging.level.root=warn",
            "--spring.datasource.url=" + server.url(database),
            "--spring.datasource.username=postgres",
            "--spring.datasource.password=");
  }
}
