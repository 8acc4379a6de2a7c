package io.daybook.app.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.web.access.Role;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From a subscription to what comes, and who can tell that it comes from us. */
class WebhookJourneyIT extends WebhooksForTests {

  @Test
  void an_order_is_told_step_by_step_signed_and_without_what_is_personal() {
    var types =
        List.of(
            "daybook.order.placed.v1",
            "daybook.payment.captured.v1",
            "daybook.order.confirmed.v1",
            "daybook.shipping.picking-started.v1");
    var shop = subscribe("orders", types.toArray(String[]::new));
    var sku = product("HOOK-", "3.00", 5);
    var order = place("tok_visa", Map.of(sku, 2));
    awaitStatus(order, "PICKING");
    await().until(() -> of(order).size() == types.size());
    var told = of(order);
    assertThat(told)
        .extracting(ReceiverForTests.Message::type)
        .containsExactlyInAnyOrderElementsOf(types)
        .startsWith("daybook.order.placed.v1");
    assertThat(told).extracting(ReceiverForTests.Message::position).isSorted();
    assertThat(told).allMatch(one -> Verifier.isGenuine(one, shop.secret()));
    assertThat(told)
        .noneMatch(one -> Verifier.isGenuine(one, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    assertThat(told)
        .allMatch(one -> one.id().equals(one.json().path("id").asString()))
        .noneMatch(one -> one.body().contains("James Square") || one.body().contains("tok_visa"));
    await()
        .untilAsserted(
            () -> {
              var page = page(shop);
              assertThat(page.path("state").asString()).isEqualTo("ACTIVE");
              assertThat(page.path("position").asLong())
                  .isGreaterThanOrEqualTo(told.getLast().position());
            });
  }

  private List<ReceiverForTests.Message> of(String order) {
    return receiver.accepted("orders").stream().filter(one -> one.subject().equals(order)).toList();
  }

  @Test
  void a_subscription_begins_now_or_where_it_is_told_to() {
    var sku = product("HOOK-", "3.00", 0);
    rename(sku, "before");
    var now = subscribe("now", RENAMED);
    var past =
        made(
            make(
                UUID.randomUUID().toString(),
                Map.of(
                    "url", receiver.url("past"), "types", List.of(RENAMED), "fromPosition", -1)));
    rename(sku, "after");
    await().until(() -> names("past", sku).equals(List.of("before", "after")));
    await().until(() -> names("now", sku).equals(List.of("after")));
    assertThat(page(past).path("types").path(0).asString()).isEqualTo(RENAMED);
    assertThat(page(now).path("owner").asString()).isEqualTo(owner);
  }

  @Test
  void a_secret_is_shown_once_and_rotated_without_a_gap() {
    var shop = subscribe("rotated", RENAMED);
    assertThat(page(shop).toString()).doesNotContain(shop.secret());
    var sku = product("HOOK-", "3.00", 0);
    rename(sku, "one");
    await().until(() -> names("rotated", sku).contains("one"));
    var rotated = ask(shop.path() + "/secret/rotation", Map.of("endFormer", false));
    assertThat(rotated.status()).isEqualTo(200);
    var latest = rotated.body().path("secret").asString();
    assertThat(rotated.body().path("formerValidUntil").isNull()).isFalse();
    rename(sku, "two");
    await().until(() -> names("rotated", sku).contains("two"));
    var both = receiver.accepted("rotated").getLast();
    assertThat(both.signature().split(" ")).hasSize(2);
    assertThat(Verifier.isGenuine(both, latest)).isTrue();
    assertThat(Verifier.isGenuine(both, shop.secret())).isTrue();
    var stolen = ask(shop.path() + "/secret/rotation", Map.of("endFormer", true));
    var last = stolen.body().path("secret").asString();
    assertThat(stolen.body().path("formerValidUntil").isNull()).isTrue();
    rename(sku, "three");
    await().until(() -> names("rotated", sku).contains("three"));
    var one = receiver.accepted("rotated").getLast();
    assertThat(Verifier.isGenuine(one, last)).isTrue();
    assertThat(Verifier.isGenuine(one, latest)).isFalse();
    assertThat(one.signature().split(" ")).hasSize(1);
  }

  @Test
  void secrets_are_in_no_table_in_clear() {
    var shop = subscribe("sealed", RENAMED);
    var rows =
        jdbc.queryForList("select * from relay.webhook_secret where subscription = ?", shop.id());
    assertThat(rows).hasSize(1);
    var sealed = (byte[]) rows.getFirst().get("sealed");
    var key = java.util.Base64.getDecoder().decode(shop.secret().substring(6));
    assertThat(sealed.length).isGreaterThan(key.length);
    assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain(new String(key, java.nio.charset.StandardCharsets.ISO_8859_1));
  }

  @Test
  void what_is_changed_is_told_elsewhere_and_of_other_things() {
    var shop = subscribe("first", RENAMED);
    var sku = product("HOOK-", "3.00", 0);
    rename(sku, "one");
    await().until(() -> names("first", sku).contains("one"));
    var body = Map.of("url", receiver.url("second"), "types", List.of(PRICED));
    var stale = send("PUT", shop.path(), JSON.writeValueAsString(body), ifMatch("\"7\""));
    assertThat(stale.status()).isEqualTo(412);
    var changed = send("PUT", shop.path(), JSON.writeValueAsString(body), ifMatch("\"0\""));
    assertThat(changed.status()).as(changed.toString()).isEqualTo(204);
    rename(sku, "two");
    put("/api/products/" + sku + "/price", Map.of("price", pounds("4.00")));
    await()
        .until(
            () -> receiver.accepted("second").stream().anyMatch(one -> one.subject().equals(sku)));
    assertThat(receiver.accepted("second")).allMatch(one -> one.type().equals(PRICED));
    assertThat(names("first", sku)).containsExactly("one");
  }

  private String[] ifMatch(String tag) {
    return new String[] {"Authorization", bearer(owner, Role.INTEGRATOR), "If-Match", tag};
  }

  /** The receiver waits while the subscription goes, and nothing comes after it. */
  @Test
  void one_that_is_deleted_while_a_call_is_under_way_is_told_nothing_more() throws Exception {
    var arrived = new java.util.concurrent.CountDownLatch(1);
    var go = new java.util.concurrent.CountDownLatch(1);
    receiver.answer(
        "deleted",
        _ -> {
          arrived.countDown();
          try {
            go.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
          return 204;
        });
    var shop = subscribe("deleted", RENAMED);
    var sku = product("HOOK-", "3.00", 0);
    rename(sku, "one");
    rename(sku, "two");
    arrived.await();
    assertThat(send("DELETE", shop.path(), "", asOwner()).status()).isEqualTo(204);
    go.countDown();
    assertThat(send("GET", shop.path(), "", asOwner()).status()).isEqualTo(404);
    var later = subscribe("later", RENAMED);
    rename(sku, "three");
    await().until(() -> names("later", sku).contains("three"));
    assertThat(receiver.all("deleted")).hasSize(1);
    for (var table : List.of("webhook_secret", "webhook_attempt", "webhook_held")) {
      assertThat(
              jdbc.queryForObject(
                  "select count(*) from relay." + table + " where subscription = ?",
                  Long.class,
                  shop.id()))
          .isZero();
    }
    assertThat(later.secret()).startsWith("whsec_");
  }
}
