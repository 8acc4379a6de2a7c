package io.daybook.app.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.app.PlatformForTests;
import io.daybook.web.access.Role;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A platform whose pauses are short, and a merchant's software beside it. */
@TestPropertySource(
    properties = {
      "daybook.webhooks.unsafe-addresses=true",
      "daybook.webhooks.first-pause=50ms",
      "daybook.webhooks.longest-pause=400ms",
      "daybook.webhooks.answer-within=5s"
    })
abstract class WebhooksForTests extends PlatformForTests {
  static final String PATH = "/api/webhook-subscriptions";
  static final String LISTED = "daybook.catalog.product-listed.v1";
  static final String RENAMED = "daybook.catalog.product-renamed.v1";
  static final String PRICED = "daybook.catalog.price-changed.v1";

  protected ReceiverForTests receiver;

  /** Nobody else's subscriptions are seen by this owner. */
  protected final String owner = "merchant-" + UUID.randomUUID();

  @BeforeEach
  void listen() throws IOException {
    receiver = new ReceiverForTests();
  }

  @AfterEach
  void forgetAll() {
    for (var one : send("GET", PATH + "?first=200", "", asOwner()).body()) {
      send("DELETE", PATH + "/" + one.path("id").asString(), "", asOwner());
    }
    receiver.close();
  }

  /** A subscription that was made. */
  record Made(String id, String secret) {
    String path() {
      return PATH + "/" + id;
    }
  }

  final String[] asOwner() {
    return new String[] {"Authorization", bearer(owner, Role.INTEGRATOR)};
  }

  /** Subscribes an endpoint of the receiver. */
  final Made subscribe(String endpoint, String... types) {
    return made(
        make(
            UUID.randomUUID().toString(),
            Map.of("url", receiver.url(endpoint), "types", List.of(types))));
  }

  final Reply make(String key, Object body) {
    return post(
        PATH, body, "Authorization", bearer(owner, Role.INTEGRATOR), "Idempotency-Key", key);
  }

  final Made made(Reply reply) {
    assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
    return new Made(reply.body().path("id").asString(), reply.body().path("secret").asString(""));
  }

  final JsonNode page(Made subscription) {
    var page = send("GET", subscription.path(), "", asOwner());
    assertThat(page.status()).as(page.toString()).isEqualTo(200);
    return page.body();
  }

  final String state(Made subscription) {
    return page(subscription).path("state").asString();
  }

  final Reply ask(String path, Object body) {
    return post(path, body, asOwner());
  }

  final void rename(String sku, String name) {
    var renamed = put("/api/products/" + sku + "/name", Map.of("name", name));
    assertThat(renamed.status()).as(renamed.toString()).isEqualTo(204);
  }

  /** What an endpoint has accepted of a SKU, by name, each where it came first. */
  final List<String> names(String endpoint, String sku) {
    return receiver.first(endpoint).stream()
        .filter(one -> one.subject().equals(sku))
        .map(one -> one.json().path("data").path("name").asString())
        .toList();
  }
}
