package io.daybook.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/** A pool that is busy is well, one that stands still is not. */
class ConnectionsHealthTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Instant now = Instant.EPOCH;
  private int out;

  private final ConnectionsHealth health =
      new ConnectionsHealth(
          List.of(new Pool()),
          meters,
          Duration.ofSeconds(30),
          new Clock() {
            @Override
            public ZoneOffset getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return now;
            }
          });

  @Test
  void a_pool_without_a_free_connection_for_long_is_not_well_and_heals() {
    out = 2;
    assertThat(after(0)).isEqualTo(Status.UP);
    assertThat(after(29)).isEqualTo(Status.UP);
    assertThat(after(1)).isEqualTo(Status.DOWN);
    out = 1;
    assertThat(after(1)).isEqualTo(Status.UP);
    out = 2;
    assertThat(after(29)).isEqualTo(Status.UP);
  }

  @Test
  void a_pool_that_gets_connections_back_is_only_busy() {
    out = 2;
    for (int i = 0; i < 10; i++) {
      meters.timer("hikaricp.connections.usage", "pool", "small").record(Duration.ofMillis(5));
      assertThat(after(20)).isEqualTo(Status.UP);
    }
    assertThat(after(20)).isEqualTo(Status.UP);
    assertThat(after(20)).isEqualTo(Status.DOWN);
  }

  private Status after(int seconds) {
    now = now.plusSeconds(seconds);
    return health.health().getStatus();
  }

  private final class Pool extends HikariDataSource {
    @Override
    public String getPoolName() {
      return "small";
    }

    @Override
    public int getMaximumPoolSize() {
      return 2;
    }

    @Override
    public HikariPoolMXBean getHikariPoolMXBean() {
      return (HikariPoolMXBean)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {HikariPoolMXBean.class},
              (_, method, _) -> method.getName().equals("getActiveConnections") ? out : 0);
    }
  }
}
