package io.daybook.app.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.access.LoggedActs;
import io.daybook.web.access.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests about subscriptions: repeated, of others, and hostile. */
class WebhookRequestsIT extends WebhooksForTests {

  @Test
  void the_same_request_makes_one_subscription_and_shows_no_secret_twice() {
    var body = Map.of("url", receiver.url("once"), "types", List.of(RENAMED));
    var first = make("key", body);
    var again = make("key", body);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body().path("id")).isEqualTo(first.body().path("id"));
    assertThat(again.body().path("secret").isNull()).isTrue();
    var other = make("key", Map.of("url", receiver.url("other"), "types", List.of(RENAMED)));
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.body().path("type").asString()).isEqualTo("/problems/idempotency-key-reused");
    assertThat(post(PATH, body, asOwner()).status()).isEqualTo(400);
    assertThat(send("GET", PATH, "", asOwner()).body()).hasSize(1);
  }

  @Test
  void for_an_integrator_only_own_ones_exist_and_operators_and_auditors_see_all() {
    var shop = subscribe("own", RENAMED);
    var stranger = bearer("stranger-" + UUID.randomUUID(), Role.INTEGRATOR);
    for (var path : List.of("", "/deliveries", "/held-deliveries")) {
      assertThat(send("GET", shop.path() + path, "", "Authorization", stranger).status())
          .isEqualTo(404);
    }
    assertThat(send("DELETE", shop.path(), "", "Authorization", stranger).status()).isEqualTo(404);
    assertThat(send("GET", PATH, "", "Authorization", stranger).body()).isEmpty();
    var operator = bearer("ops", Role.OPERATOR);
    assertThat(send("GET", shop.path(), "", "Authorization", operator).status()).isEqualTo(200);
    assertThat(send("GET", shop.path(), "", "Authorization", bearer("aud", Role.AUDITOR)).status())
        .isEqualTo(200);
    var rotation = JSON.writeValueAsString(Map.of("endFormer", true));
    assertThat(
            send("POST", shop.path() + "/secret/rotation", rotation, "Authorization", operator)
                .status())
        .as("only its owner gets a secret")
        .isEqualTo(403);
    assertThat(send("POST", shop.path() + "/disable", "", "Authorization", operator).status())
        .isEqualTo(204);
    assertThat(state(shop)).isEqualTo("DISABLED");
    assertThat(page(shop).path("disabledBecause").asString()).isEqualTo("ASKED");
  }

  @Test
  void one_that_its_owner_disables_is_told_nothing_and_then_everything() {
    var shop = subscribe("paused", RENAMED);
    var sku = product("PAUSED-", "3.00", 0);
    assertThat(send("POST", shop.path() + "/disable", "", asOwner()).status()).isEqualTo(204);
    var witness = subscribe("witness", RENAMED);
    rename(sku, "one");
    await().until(() -> names("witness", sku).contains("one"));
    assertThat(receiver.all("paused")).isEmpty();
    assertThat(send("POST", shop.path() + "/enable", "", asOwner()).status()).isEqualTo(204);
    await().until(() -> names("paused", sku).contains("one"));
    assertThat(witness.id()).isNotEqualTo(shop.id());
  }

  @Test
  void what_is_decided_is_in_the_log_with_the_host_and_nothing_more_of_the_address() {
    var acts = new LoggedActs(jdbc);
    var before = acts.head();
    var shop = subscribe("noted?token=secret", RENAMED);
    ask(shop.path() + "/secret/rotation", Map.of("endFormer", true));
    var noted = acts.after(before);
    assertThat(noted)
        .extracting(one -> one.path("payload").path("decision").asString())
        .containsExactly("SUBSCRIBE", "ROTATE_SECRET");
    LoggedActs.assertDecidedBy(owner, noted.getFirst());
    assertThat(noted.getFirst().path("payload").path("host").asString()).isEqualTo("localhost");
    assertThat(noted.toString()).doesNotContain("token=secret").doesNotContain("whsec_");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"url\": \"https://a.example\", \"types\": []}",
        "{\"url\": \"\", \"types\": [\"daybook.order.placed.v1\"]}",
        "{\"url\": null, \"types\": [\"daybook.order.placed.v1\"]}",
        "{\"url\": \"https://a.example\", \"types\": [null]}",
        "{\"url\": \"https://a.example\", \"types\": \"daybook.order.placed.v1\"}",
        "{\"url\": \"https://a.example\", \"types\": [\"daybook.order.placed.v1\"], \"secret\": \"x\"}",
        "{\"url\": \"https://a.example\", \"types\": [\"daybook.order.placed.v1\"], \"fromPosition\": -2}",
        "{\"url\": \"https://a.example\", \"types\": [\"daybook.order.placed.v1\"], \"fromPosition\": 1.5}",
        "[]",
        "null"
      })
  void what_is_malformed_is_refused(String body) {
    var refused =
        send(
            "POST",
            PATH,
            body,
            "Authorization",
            bearer(owner, Role.INTEGRATOR),
            "Idempotency-Key",
            UUID.randomUUID().toString());
    assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
    assertThat(send("GET", PATH, "", asOwner()).body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://a.example/",
        "https://user@a.example/",
        "https://a.example/#x",
        "nonsense",
        "https://"
      })
  void an_address_that_will_not_do_is_refused(String url) {
    var refused =
        make(
            UUID.randomUUID().toString(),
            Map.of("url", url, "types", List.of("daybook.order.placed.v1")));
    assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
    assertThat(refused.body().path("type").asString())
        .isEqualTo("/problems/webhook-address-is-outside");
  }

  @Test
  void a_type_that_nothing_is_told_of_and_a_position_ahead_are_refused() {
    var url = receiver.url("refused");
    var unknown =
        make("k1", Map.of("url", url, "types", List.of("daybook.order.placed.v9", RENAMED)));
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.body().path("type").asString()).isEqualTo("/problems/webhook-type-is-told");
    var ahead =
        make("k2", Map.of("url", url, "types", List.of(RENAMED), "fromPosition", 999_999_999_999L));
    assertThat(ahead.status()).isEqualTo(422);
    for (var id : List.of("nonsense", "webhook-1", "order-" + UUID.randomUUID())) {
      assertThat(send("GET", PATH + "/" + id, "", asOwner()).status()).isEqualTo(400);
    }
    assertThat(send("GET", PATH + "/webhook-" + UUID.randomUUID(), "", asOwner()).status())
        .isEqualTo(404);
  }

  @Test
  void there_are_no_more_secrets_than_three_and_a_list_is_walked_by_pages() {
    var shop = subscribe("many", RENAMED);
    var rotation = Map.of("endFormer", false);
    assertThat(ask(shop.path() + "/secret/rotation", rotation).status()).isEqualTo(200);
    assertThat(ask(shop.path() + "/secret/rotation", rotation).status()).isEqualTo(200);
    var full = ask(shop.path() + "/secret/rotation", rotation);
    assertThat(full.status()).isEqualTo(409);
    assertThat(full.body().path("type").asString()).isEqualTo("/problems/webhook-secrets-in-range");
    subscribe("many2", RENAMED);
    subscribe("many3", RENAMED);
    var ids = new ArrayList<String>();
    var next = PATH + "?first=1";
    while (next != null) {
      var page = exchange("GET", next, "", asOwner());
      JSON.readTree(page.body()).forEach(one -> ids.add(one.path("id").asString()));
      var link = page.headers().firstValue("Link").orElse(null);
      next = link == null ? null : link.substring(1, link.indexOf('>'));
    }
    assertThat(ids).hasSize(3).doesNotHaveDuplicates().isSorted();
  }
}
