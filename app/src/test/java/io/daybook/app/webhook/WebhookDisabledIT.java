package io.daybook.app.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.access.LoggedActs;
import io.daybook.web.access.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Endpoints that are given up, and come back. */
@TestPropertySource(properties = "daybook.webhooks.give-up-after=1500ms")
@DirtiesContext
class WebhookDisabledIT extends WebhooksForTests {
  private static final String DISABLED = "daybook.webhook.disabled.v1";

  @Test
  void a_dead_endpoint_is_disabled_its_owner_is_told_and_nothing_is_lost_when_it_is_enabled() {
    var status = new AtomicInteger(500);
    receiver.answer("dead", _ -> status.get());
    var shop = subscribe("dead", RENAMED);
    subscribe("alarm", DISABLED);
    var skus = new ArrayList<String>();
    for (int i = 0; i < 6; i++) {
      var sku = product("DEAD-", "3.00", 0);
      skus.add(sku);
      rename(sku, "one");
    }
    await().until(() -> state(shop).equals("DISABLED"));
    var page = page(shop);
    assertThat(page.path("disabledBecause").asString()).isEqualTo("FAILING");
    assertThat(page.path("failingSince").isNull()).isFalse();
    await()
        .until(
            () ->
                receiver.accepted("alarm").stream()
                    .anyMatch(one -> one.subject().equals(shop.id())));
    assertThat(receiver.accepted("alarm").getLast().json().path("data").path("cause").asString())
        .isEqualTo("FAILING");
    var calls = receiver.all("dead").size();
    skus.forEach(sku -> rename(sku, "two"));
    await().until(() -> metric("daybook.webhook.disabled") >= 1);
    assertThat(receiver.all("dead").size()).as("nobody calls it any more").isEqualTo(calls);
    status.set(204);
    assertThat(send("POST", shop.path() + "/enable", "", asOwner()).status()).isEqualTo(204);
    for (var sku : skus) {
      await().until(() -> names("dead", sku).equals(List.of("one", "two")));
    }
    await().until(() -> state(shop).equals("ACTIVE"));
  }

  @Test
  void an_endpoint_that_says_it_is_gone_is_asked_once() {
    receiver.answer("gone", _ -> 410);
    var shop = subscribe("gone", RENAMED);
    var before = new LoggedActs(jdbc).head();
    var sku = product("GONE-", "3.00", 0);
    rename(sku, "one");
    await().until(() -> state(shop).equals("DISABLED"));
    assertThat(page(shop).path("disabledBecause").asString()).isEqualTo("GONE");
    rename(sku, "two");
    var witness = subscribe("witness", RENAMED);
    rename(sku, "three");
    await().until(() -> names("witness", sku).contains("three"));
    assertThat(receiver.all("gone")).hasSize(1);
    assertThat(new LoggedActs(jdbc).after(before))
        .filteredOn(one -> one.path("type").asString().equals("WebhookDisabled"))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.path("payload").path("subscription").asString())
                    .isEqualTo(shop.id()));
    assertThat(witness.secret()).isNotEmpty();
  }

  /** The endpoint is there: it takes other orders all the time. */
  @Test
  void a_delivery_that_never_succeeds_is_given_up_and_can_be_had_again() {
    var broken = product("NEVER-", "3.00", 0);
    var other = product("EVER-", "3.00", 0);
    var status = new AtomicInteger(500);
    receiver.answer("never", one -> one.subject().equals(broken) ? status.get() : 204);
    var shop = subscribe("never", RENAMED);
    rename(broken, "one");
    var turn = new AtomicInteger();
    await()
        .until(
            () -> {
              rename(other, "name " + turn.getAndIncrement());
              var held = send("GET", shop.path() + "/held-deliveries", "", asOwner()).body();
              return held.size() == 1 && !held.path(0).path("givenUpAt").isNull();
            });
    assertThat(state(shop)).isNotEqualTo("DISABLED");
    status.set(204);
    rename(broken, "two");
    await().until(() -> names("never", broken).equals(List.of("two")));
    var given = send("GET", shop.path() + "/held-deliveries", "", asOwner()).body().path(0);
    var again =
        ask(
            shop.path() + "/redelivery",
            java.util.Map.of("position", given.path("position").asLong(), "onwards", false));
    assertThat(again.status()).as(again.toString()).isEqualTo(202);
    await().until(() -> names("never", broken).equals(List.of("two", "one")));
    await()
        .until(() -> send("GET", shop.path() + "/held-deliveries", "", asOwner()).body().isEmpty());
  }

  private double metric(String name) {
    return send(
            "GET", "/actuator/metrics/" + name, "", "Authorization", bearer("ops", Role.OPERATOR))
        .body()
        .path("measurements")
        .path(0)
        .path("value")
        .asDouble(0);
  }
}
