package io.daybook.app.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import io.daybook.eventstore.testing.SilentProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** The whole platform behind a network that goes silent: answers, readiness, and afterwards. */
@TestPropertySource(
    properties = {
      "daybook.log.append-timeout=1s",
      "daybook.log.append-queue=2",
      "spring.datasource.hikari.data-source-properties.socketTimeout=3",
      "spring.datasource.hikari.connection-timeout=3000",
      "spring.datasource.hikari.validation-timeout=1000"
    })
@Import(SilentLogIT.BehindTheProxy.class)
@DirtiesContext
class SilentLogIT extends PlatformForTests {
  private static final Duration SECONDS = Duration.ofSeconds(30);

  @Autowired SilentProxy proxy;

  /** Every pool goes through the proxy. */
  @TestConfiguration(proxyBeanMethods = false)
  static class BehindTheProxy {
    @Bean
    SilentProxy silentProxy(Environment environment) throws IOException {
      return new SilentProxy(environment.getRequiredProperty("spring.datasource.url"));
    }

    @Bean
    JdbcConnectionDetails throughTheProxy(SilentProxy proxy, Environment environment) {
      return new JdbcConnectionDetails() {
        @Override
        public String getUsername() {
          return environment.getRequiredProperty("spring.datasource.username");
        }

        @Override
        public String getPassword() {
          return environment.getRequiredProperty("spring.datasource.password");
        }

        @Override
        public String getJdbcUrl() {
          return proxy.through(environment.getRequiredProperty("spring.datasource.url"));
        }
      };
    }
  }

  @Test
  void a_silent_network_is_answered_503_and_not_ready_and_heals_without_a_trace() {
    var sku = product("SILENT-", "5.00", 10);
    await().atMost(SECONDS).until(() -> ready() == 200);
    proxy.silence();
    var key = UUID.randomUUID().toString();
    var reply = receive(sku, key);
    assertThat(reply.status()).isEqualTo(503);
    assertThatAFullQueueSaysWhenToComeAgain(sku);
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

  /** More requests than the queue of the log takes: each is told so, and none waits for ever. */
  private void assertThatAFullQueueSaysWhenToComeAgain(String sku) {
    try (var threads = Executors.newFixedThreadPool(8)) {
      var answers =
          IntStream.range(0, 8)
              .mapToObj(
                  n ->
                      threads.submit(
                          () ->
                              exchange(
                                  "POST",
                                  "/api/stock/" + sku + "-" + n + "/receipts",
                                  "{\"receiptId\": \"full\", \"quantity\": 1}")))
              .toList();
      for (var answer : answers) {
        var told = answer.get();
        assertThat(told.statusCode()).as(told.body()).isEqualTo(503);
        assertThat(told.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(told.body()).contains("/problems/unavailable");
      }
    } catch (InterruptedException | ExecutionException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private Reply receive(String sku, String key) {
    return post("/api/stock/" + sku + "/receipts", Map.of("receiptId", key, "quantity", 1));
  }

  private int ready() {
    return send("GET", "/actuator/health/readiness", "").status();
  }
}
