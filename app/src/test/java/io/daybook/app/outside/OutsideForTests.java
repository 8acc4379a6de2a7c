package io.daybook.app.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import io.daybook.sandbox.Faults;
import io.daybook.sandbox.Faults.Kind;
import io.daybook.sandbox.SandboxServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A platform whose provider and carrier do what a test says, and their own books. */
public abstract class OutsideForTests extends PlatformForTests {
  @Autowired protected SandboxServer sandbox;

  protected final String token = "tok_" + UUID.randomUUID().toString().replace("-", "");

  @AfterEach
  protected void everythingWorksAgain() {
    sandbox.faults().plan(new Faults.Plan(0, List.of()));
  }

  /** One thing goes wrong from now on: so often, or always. */
  protected void fail(String operation, Kind fault, Integer times) {
    var match = operation.equals("payments.create") ? token : null;
    sandbox
        .faults()
        .plan(new Faults.Plan(1, List.of(new Faults.Rule(operation, match, fault, 1, 0, times))));
  }

  protected JsonNode awaitParked(String order, String action) {
    await()
        .atMost(Duration.ofSeconds(30))
        .alias(order + " is parked at " + action)
        .until(
            () ->
                parked(order).stream()
                    .anyMatch(one -> action.equals(one.path("action").asString())));
    return parked(order).getFirst();
  }

  protected List<JsonNode> parked(String order) {
    return query("{fulfilment(orderId: \"" + order + "\") {parked {action reason attempts since}}}")
        .path("fulfilment")
        .path("parked")
        .valueStream()
        .toList();
  }

  /** By the provider's own books. */
  protected void assertNothingKept(String order) {
    for (var intent : intentsOf(order)) {
      assertThat(intent.path("amount_capturable").asLong()).as("held").isZero();
      assertThat(intent.path("amount_refunded_in_sandbox").asLong())
          .as("paid back")
          .isEqualTo(intent.path("amount_received").asLong());
    }
    assertThat(moneyKept(order)).isEqualByComparingTo("0");
  }

  protected List<JsonNode> intentsOf(String order) {
    var payment = order.replace("order-", "payment-");
    return ask("/v1/payment_intents?limit=100")
        .path("data")
        .valueStream()
        .filter(intent -> intent.path("metadata").path("payment_id").asString().equals(payment))
        .toList();
  }

  protected JsonNode ask(String path) {
    var uri = URI.create("http://localhost:" + sandbox.port() + path);
    try (var http = HttpClient.newHttpClient()) {
      var answer =
          http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      return JsonMapper.shared().readTree(answer.body());
    } catch (java.io.IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
