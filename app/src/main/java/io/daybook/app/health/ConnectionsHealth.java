package io.daybook.app.health;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Not well when all connections of a pool are out and none has come back for long: then they are
 * lost, or PostgreSQL answers nobody. A pool that is merely busy gets connections back all the
 * time. It is well again by itself as soon as one comes back.
 */
final class ConnectionsHealth extends AbstractHealthIndicator {
  private final Collection<HikariDataSource> pools;
  private final MeterRegistry meters;
  private final Duration stuckAfter;
  private final Clock clock;
  private final Map<String, Standstill> standing = new ConcurrentHashMap<>();

  /** Since when no connection has come back, as far as it was asked. */
  private record Standstill(Instant since, long returned) {}

  ConnectionsHealth(
      Collection<HikariDataSource> pools, MeterRegistry meters, Duration stuckAfter, Clock clock) {
    super("The connections could not be counted");
    this.pools = pools;
    this.meters = meters;
    this.stuckAfter = stuckAfter;
    this.clock = clock;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    health.up();
    for (var pool : pools) {
      var counts = pool.getHikariPoolMXBean();
      if (counts != null) { // it is made with the first connection
        var out = counts.getActiveConnections();
        health.withDetail(pool.getPoolName(), out + " of " + pool.getMaximumPoolSize());
        if (isStuck(pool.getPoolName(), out >= pool.getMaximumPoolSize())) {
          health.down();
        }
      }
    }
  }

  private boolean isStuck(String pool, boolean allAreOut) {
    if (!allAreOut) {
      standing.remove(pool);
      return false;
    }
    var now = clock.instant();
    var returned = returned(pool);
    var since =
        standing.compute(
            pool,
            (_, known) ->
                known == null || known.returned() != returned
                    ? new Standstill(now, returned)
                    : known);
    return Duration.between(since.since(), now).compareTo(stuckAfter) >= 0;
  }

  private long returned(String pool) {
    return meters.find("hikaricp.connections.usage").tag("pool", pool).timers().stream()
        .mapToLong(Timer::count)
        .sum();
  }
}
