package io.daybook.app.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** No order is taken while those that were taken wait for too long. */
@TestPropertySource(properties = {"daybook.overload.lag=3s", "daybook.overload.retry-after=7s"})
class OverloadIT extends PlatformForTests {
  private static final Duration LONGER_THAN_THE_LAG = Duration.ofSeconds(4);

  @Autowired EventProcessingConfiguration processing;

  @Test
  void beyond_the_stated_lag_orders_are_refused_and_all_else_goes_on() throws Exception {
    var sku = product("A-", "3.00", 100);
    var first = UUID.randomUUID().toString();
    await().until(() -> answer(sku, first).statusCode() == 201); // a cold process may be behind
    var taken = JSON.readTree(answer(sku, first).body()).path("orderId").asString();
    sagas().shutDown(); // nobody follows what comes now
    product("C-", "1.00", 1);
    var key = UUID.randomUUID().toString();
    await().until(() -> answer(sku, UUID.randomUUID().toString()).statusCode() == 503);
    var refused = answer(sku, key);
    assertThat(refused.headers().firstValue("Retry-After")).contains("7");
    assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    var problem = JSON.readTree(refused.body());
    assertThat(problem.path("type").asString()).isEqualTo("/problems/overloaded");
    assertThat(problem.path("status").asInt()).isEqualTo(503);
    product("B-", "1.00", 1);
    assertThat(post("/api/orders/" + taken + "/cancellation", Map.of("reason", "no")).status())
        .isEqualTo(202);
    assertThat(query("{order(id: \"" + taken + "\") {status}}").toString()).contains("status");
    sagas().start();
    await().until(() -> answer(sku, key).statusCode() == 201);
    product("D-", "1.00", 1); // concerns no saga and no call, and makes nobody late
    await()
        .during(LONGER_THAN_THE_LAG)
        .atMost(LONGER_THAN_THE_LAG.multipliedBy(3))
        .until(() -> answer(sku, key).statusCode() == 201);
  }

  @AfterEach
  void followAgain() {
    sagas().start();
  }

  private StreamingEventProcessor sagas() {
    return processing
        .eventProcessor("OrderFulfilmentSagaProcessor", StreamingEventProcessor.class)
        .orElseThrow();
  }

  private HttpResponse<String> answer(String sku, String key)
      throws IOException, InterruptedException {
    var body = JSON.writeValueAsString(order("tok_visa", Map.of(sku, 1)));
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/orders"))
              .header("Content-Type", "application/json")
              .header("Authorization", bearer("ada"))
              .header("Idempotency-Key", key)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
