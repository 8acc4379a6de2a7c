package io.daybook.app.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.daybook.app.PlatformForTests;
import io.daybook.samples.integrator.Shop;
import io.daybook.samples.integrator.Tokens;
import io.daybook.web.access.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The sample of a client does what it says, over a network that loses its answers. */
class IntegratorIT extends PlatformForTests {
  private static final Supplier<Optional<String>> TOKEN =
      () -> Optional.of(bearer("ada", Role.CUSTOMER).replaceFirst("Bearer ", ""));

  @Test
  void it_places_an_order_once_though_its_answer_is_lost_and_follows_it() throws IOException {
    var sku = product("I-", "3.00", 9);
    try (var cable = new CutCable(port);
        var http = HttpClient.newHttpClient()) {
      var shop = new Shop(http, URI.create("http://localhost:" + cable.port()), TOKEN);
      cable.cutNextAnswer();
      var body = JSON.writeValueAsString(order("tok_visa", Map.of(sku, 1)));
      var placed = shop.place("integrator-" + sku, body);
      assertThat(cable.cut()).isEqualTo(1);
      assertThat(placed.replayed()).isTrue();
      assertThat(shop.awaitConfirmed(placed)).isTrue();
      assertThat(shop.history(placed)).extracting(Shop.Event::type).startsWith("OrderPlaced");
      await()
          .until(
              () -> shop.history(placed),
              seen -> seen.stream().anyMatch(event -> event.type().equals("PickingStarted")));
      var history = shop.history(placed);
      assertThat(history).hasSizeGreaterThan(8); // of more pages than two
      assertThat(history)
          .extracting(Shop.Event::type)
          .containsOnlyOnce("OrderPlaced", "PaymentCaptured", "OrderConfirmed");
    }
  }

  @Test
  void it_does_not_repeat_what_was_refused() {
    try (var http = HttpClient.newHttpClient()) {
      var shop = new Shop(http, URI.create("http://localhost:" + port), TOKEN);
      var body = JSON.writeValueAsString(order("tok_visa", Map.of("NEVER-LISTED", 1)));
      assertThatThrownBy(() -> shop.place("refused", body))
          .isInstanceOf(Shop.RefusedException.class)
          .hasMessageContaining("/problems/product-not-for-sale");
    }
  }

  @Test
  void a_token_is_asked_for_by_client_credentials_and_kept_until_shortly_before_it_expires()
      throws IOException {
    var asked = new AtomicInteger();
    var issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer.createContext(
        "/oauth2/token",
        exchange -> {
          var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          assertThat(form).isEqualTo("grant_type=client_credentials&scope=customer");
          assertThat(exchange.getRequestHeaders().getFirst("Authorization")).startsWith("Basic ");
          var answer =
              "{\"access_token\": \"t%d\", \"expires_in\": 300}".formatted(asked.incrementAndGet());
          exchange.sendResponseHeaders(200, answer.length());
          exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    issuer.start();
    var now = new Instant[] {Instant.parse("2026-11-28T12:00:00Z")};
    InstantSource source = () -> now[0];
    try (var http = HttpClient.newHttpClient()) {
      var endpoint =
          URI.create("http://localhost:" + issuer.getAddress().getPort() + "/oauth2/token");
      Clock clock = source.withZone(ZoneOffset.UTC);
      var tokens = new Tokens(http, endpoint, "partner", "a secret", "customer", clock);
      assertThat(tokens.get()).hasValue("t1");
      now[0] = now[0].plus(Duration.ofSeconds(269));
      assertThat(tokens.get()).hasValue("t1");
      now[0] = now[0].plus(Duration.ofSeconds(2));
      assertThat(tokens.get()).hasValue("t2");
    } finally {
      issuer.stop(0);
    }
  }
}
