package io.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Collection;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Queries give back what they take, and take nothing from commands. */
class QueryConnectionsIT extends PlatformTest {
  private static final String LINES = "{orders(first: 50) {edges {node {id lines {sku}}}}}";

  @Autowired ListableBeanFactory beans;
  private Collection<HikariDataSource> pools;

  @BeforeEach
  void pools() {
    pools = beans.getBeansOfType(HikariDataSource.class).values();
  }

  @Test
  void a_hundred_pages_of_orders_with_lines_leave_no_connection_behind() {
    var sku = product("A-", "3.00", 10);
    var order = place("tok_visa", Map.of(sku, 2));
    awaitStatus(order, "PICKING");
    await().until(() -> query(LINES).toString().contains(order));
    var most = pools.stream().mapToInt(HikariDataSource::getMaximumPoolSize).sum();
    for (int i = 0; i < most + 40; i++) {
      assertThat(query(LINES).toString()).contains(sku);
    }
    await().until(() -> borrowed() <= 1); // the listener of the log keeps its own
  }

  private int borrowed() {
    return pools.stream().mapToInt(pool -> pool.getHikariPoolMXBean().getActiveConnections()).sum();
  }
}
