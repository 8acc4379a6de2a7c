package io.daybook.app.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/**
 * A thousand subscribers, of whom fifty are dead in the worst way: they take the connection and
 * never answer, for as long as this lasts. {@code -Ddaybook.fleet=100} for fewer.
 */
@TestPropertySource(
    properties = {
      "daybook.webhooks.most=2000",
      "daybook.webhooks.answer-within=10m",
      "daybook.webhooks.first-pause=5s",
      "daybook.webhooks.longest-pause=1h",
      "daybook.limits.requests=0"
    })
@DirtiesContext
@Tag("long")
class WebhookFleetIT extends WebhooksForTests {
  private static final int ALL = Integer.getInteger("daybook.fleet", 1_000);
  private static final int DEAD = ALL / 20;
  private static final int EVENTS = 5;

  @Test
  void fifty_dead_of_a_thousand_hold_up_nobody() throws Exception {
    try (var hole = new BlackHole()) {
      var shops = new ArrayList<String>();
      for (int i = 0; i < ALL; i++) {
        var url = i % 20 == 0 ? hole.url() : receiver.url("shop-" + i);
        shops.add("shop-" + i);
        made(make(UUID.randomUUID().toString(), Map.of("url", url, "types", List.of(RENAMED))));
      }
      var live = shops.stream().filter(shop -> !isDead(shop)).toList();
      var sku = product("FLEET-", "3.00", 0);
      rename(sku, "warm");
      awaitAll(live, 1);
      await().until(() -> hole.held() >= DEAD); // each has one that is not answered
      var began = System.nanoTime();
      for (int i = 0; i < EVENTS; i++) {
        rename(sku, "name " + i);
      }
      awaitAll(live, 1 + EVENTS);
      var took = Duration.ofNanos(System.nanoTime() - began);
      var deliveries = live.size() * EVENTS;
      System.out.printf(
          "webhooks: %d subscribers, %d of them dead: %d deliveries to the others in %d ms, %d a second%n",
          ALL,
          DEAD,
          deliveries,
          took.toMillis(),
          deliveries * 1_000L / Math.max(1, took.toMillis()));
      for (var shop : live) {
        assertThat(receiver.accepted(shop))
            .extracting(one -> one.json().path("data").path("name").asString())
            .as(shop)
            .containsExactly("warm", "name 0", "name 1", "name 2", "name 3", "name 4");
      }
      assertThat(hole.held()).as("each of the dead has one call, and no answer").isEqualTo(DEAD);
    }
  }

  private static boolean isDead(String shop) {
    return Integer.parseInt(shop.substring("shop-".length())) % 20 == 0;
  }

  private void awaitAll(List<String> live, int each) {
    await()
        .atMost(Duration.ofSeconds(120))
        .until(() -> live.stream().allMatch(shop -> receiver.accepted(shop).size() >= each));
  }

  /** Takes connections, and that is all. */
  private static final class BlackHole implements AutoCloseable {
    private final ServerSocket server =
        new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    private final List<Socket> held = new CopyOnWriteArrayList<>();

    BlackHole() throws IOException {
      Thread.ofVirtual()
          .start(
              () -> {
                while (!server.isClosed()) {
                  try {
                    held.add(server.accept());
                  } catch (IOException _) {
                    return;
                  }
                }
              });
    }

    String url() {
      return "http://localhost:" + server.getLocalPort() + "/hole";
    }

    int held() {
      return held.size();
    }

    @Override
    public void close() throws IOException {
      server.close();
      for (var socket : held) {
        socket.close();
      }
    }
  }
}
