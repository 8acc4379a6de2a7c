package io.daybook.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.access.IssuerForTests;
import io.daybook.app.webhook.ReceiverForTests;
import io.daybook.eventstore.testing.KillablePostgres;
import io.daybook.sandbox.SandboxServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * Processes that deliver webhooks are killed while there is something to deliver, and receivers
 * fail: everything comes, in the order of its subject, and what comes twice has the id that it had.
 */
@Tag("processes")
@Tag("long")
class WebhookKillsIT {
  private static final String RENAMED = "daybook.catalog.product-renamed.v1";
  private static final int SHOPS = 6;
  private static final int PRODUCTS = 5;
  private static final int NAMES = 40;
  private static final int KILLS = 3;
  private static final String[] SETTINGS = {
    "--daybook.webhooks.unsafe-addresses=true",
    "--daybook.webhooks.first-pause=100ms",
    "--daybook.webhooks.longest-pause=1s"
  };

  @TempDir static Path directory;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void whoever_is_killed_everything_comes_in_order_with_the_id_that_it_has() throws Exception {
    var calls = new AtomicInteger();
    try (var receiver = new ReceiverForTests();
        var sandbox = new SandboxServer(0, 0, null);
        var postgres = new KillablePostgres(directory.resolve("postgres"));
        var shop = platform("shop", postgres, sandbox, "command,projection");
        var first = platform("first", postgres, sandbox, "relay");
        var second = platform("second", postgres, sandbox, "relay")) {
      shop.awaitUp();
      first.awaitUp();
      second.awaitUp();
      for (int i = 0; i < SHOPS; i++) {
        receiver.answer("shop-" + i, _ -> calls.getAndIncrement() % 7 == 0 ? 500 : 204);
        subscribe(first, receiver.url("shop-" + i));
      }
      for (int i = 0; i < PRODUCTS; i++) {
        ask(
            shop,
            "POST",
            "/api/products",
            Map.of(
                "sku",
                "SKU-" + i,
                "name",
                "new",
                "price",
                Map.of("amount", "1.00", "currency", "GBP")));
      }
      var random = new Random(11);
      var relays = List.of(first, second);
      for (int name = 0; name < NAMES; name++) {
        for (int i = 0; i < PRODUCTS; i++) {
          ask(shop, "PUT", "/api/products/SKU-" + i + "/name", Map.of("name", "name " + name));
        }
        if (name % (NAMES / (KILLS + 1)) == NAMES / (KILLS + 1) - 1 && name < NAMES - 1) {
          var victim = relays.get(random.nextInt(relays.size()));
          victim.kill();
          victim.restart();
        }
      }
      for (int i = 0; i < SHOPS; i++) {
        var endpoint = "shop-" + i;
        await()
            .atMost(Duration.ofSeconds(120))
            .until(() -> receiver.first(endpoint).size() >= PRODUCTS * NAMES);
        assertThat(receiver.first(endpoint)).hasSize(PRODUCTS * NAMES);
        for (int p = 0; p < PRODUCTS; p++) {
          var sku = "SKU-" + p;
          var expected = new ArrayList<String>();
          for (int name = 0; name < NAMES; name++) {
            expected.add("name " + name);
          }
          assertThat(receiver.first(endpoint).stream().filter(one -> one.subject().equals(sku)))
              .extracting(one -> one.json().path("data").path("name").asString())
              .as(endpoint + " of " + sku)
              .containsExactlyElementsOf(expected);
        }
      }
      report(receiver);
    }
  }

  private static void report(ReceiverForTests receiver) {
    var accepted = 0;
    var distinct = 0;
    for (int i = 0; i < SHOPS; i++) {
      var messages = receiver.accepted("shop-" + i);
      accepted += messages.size();
      distinct +=
          new HashSet<>(messages.stream().map(ReceiverForTests.Message::id).toList()).size();
    }
    System.out.printf(
        "webhook kills: %d kills, %d messages accepted, %d of them twice, 0 lost, 0 out of order%n",
        KILLS, accepted, accepted - distinct);
  }

  private static PlatformProcess platform(
      String name, KillablePostgres postgres, SandboxServer sandbox, String roles)
      throws Exception {
    var settings = new ArrayList<>(List.of(SETTINGS));
    settings.add("--daybook.roles=" + roles);
    return new PlatformProcess(
        name, postgres.jdbcUrl(), sandbox, directory, settings.toArray(String[]::new));
  }

  private void subscribe(PlatformProcess relay, String url) throws Exception {
    ask(relay, "POST", "/api/webhook-subscriptions", Map.of("url", url, "types", List.of(RENAMED)));
  }

  private void ask(PlatformProcess process, String method, String path, Object body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(process.url(path))
            .header("Content-Type", "application/json")
            .header("Authorization", IssuerForTests.bearer("tester"))
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .method(method, BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)))
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode())
        .as(method + " " + path + " " + answer.body())
        .isBetween(200, 299);
  }
}
