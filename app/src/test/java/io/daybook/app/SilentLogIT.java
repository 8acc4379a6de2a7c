package io.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.eventstore.testing.PostgresForTests;
import io.daybook.eventstore.testing.SilentProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** The whole platform behind a network that goes silent: answers, readiness, and afterwards. */
@TestPropertySource(
    properties = {
      "daybook.log.append-timeout=1s",
      "spring.datasource.hikari.data-source-properties.socketTimeout=3",
      "spring.datasource.hikari.connection-timeout=3000",
      "spring.datasource.hikari.validation-timeout=1000"
    })
@DirtiesContext
class SilentLogIT extends PlatformTest {
  private static final Duration SECONDS = Duration.ofSeconds(30);
  private static SilentProxy proxy;

  @DynamicPropertySource
  static void behindTheProxy(DynamicPropertyRegistry registry) throws IOException {
    var database = PostgresForTests.newDatabase();
    proxy = new SilentProxy(database.url());
    registry.add("spring.datasource.url", () -> proxy.through(database.url()));
  }

  @AfterAll
  static void close() throws IOException {
    proxy.close();
  }

  @Test
  void a_silent_network_is_answered_503_and_not_ready_and_heals_without_a_trace() {
    var sku = product("SILENT-", "5.00", 10);
    await().atMost(SECONDS).until(() -> ready() == 200);
    proxy.silence();
    var key = UUID.randomUUID().toString();
    var reply = receive(sku, key);
    assertThat(reply.status()).isEqualTo(503);
    await().atMost(SECONDS).until(() -> ready() == 503);
    proxy.heal();
    await().atMost(SECONDS).until(() -> ready() == 200);
    await().atMost(SECONDS).until(() -> receive(sku, key).status() < 300);
    receive(sku, key);
    assertThat(
            jdbc.queryForObject(
                "select count(*) from event_log.domain_event where payload ->> 'receiptId' = ?",
                Integer.class,
                key))
        .isEqualTo(1);
  }

  private Reply receive(String sku, String key) {
    return post("/api/stock/" + sku + "/receipts", Map.of("receiptId", key, "quantity", 1));
  }

  private int ready() {
    return send("GET", "/actuator/health/readiness", "").status();
  }
}
