package io.daybook.app.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Receivers that fail, and what they have in the end. */
class WebhookFailuresIT extends WebhooksForTests {

  @Test
  void what_failed_comes_again_with_the_same_id_and_holds_back_its_subject_alone() {
    var broken = product("BROKEN-", "3.00", 0);
    var other = product("OTHER-", "3.00", 0);
    var open = new AtomicBoolean();
    receiver.answer("poison", one -> one.subject().equals(broken) && !open.get() ? 500 : 204);
    var shop = subscribe("poison", RENAMED);
    for (var name : List.of("one", "two", "three")) {
      rename(broken, name);
      rename(other, name);
    }
    await().until(() -> names("poison", other).equals(List.of("one", "two", "three")));
    await().until(() -> held(shop).size() == 3);
    assertThat(names("poison", broken)).isEmpty();
    assertThat(receiver.all("poison").stream().filter(one -> one.subject().equals(broken)))
        .as("only the first is tried")
        .extracting(one -> one.json().path("data").path("name").asString())
        .containsOnly("one");
    await().until(() -> deliveries(shop, "?failed=true").size() >= 3);
    var attempt = deliveries(shop, "?failed=true").getFirst();
    assertThat(attempt).containsEntry("status", 500).containsEntry("failure", "REFUSED");
    assertThat(attempt.toString()).doesNotContain("Exception").doesNotContain("java.");
    open.set(true);
    await().until(() -> names("poison", broken).equals(List.of("one", "two", "three")));
    await().until(() -> held(shop).isEmpty());
    var ids =
        receiver.all("poison").stream()
            .filter(one -> one.json().path("data").path("name").asString().equals("one"))
            .filter(one -> one.subject().equals(broken))
            .map(ReceiverForTests.Message::id);
    assertThat(ids.distinct()).hasSize(1);
  }

  /** Every second call fails, at random orders; nothing is lost, doubled by us, or out of order. */
  @Test
  void everything_comes_in_the_order_of_its_subject_though_every_second_call_fails() {
    var calls = new AtomicInteger();
    receiver.answer("flaky", _ -> calls.getAndIncrement() % 2 == 0 ? 503 : 204);
    subscribe("flaky", RENAMED);
    var skus = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      skus.add(product("FLAKY-", "3.00", 0));
    }
    var names = new ArrayList<String>();
    for (int i = 0; i < 8; i++) {
      var name = "name " + i;
      names.add(name);
      skus.forEach(sku -> rename(sku, name));
    }
    for (var sku : skus) {
      await().until(() -> names("flaky", sku).equals(names));
    }
    assertThat(receiver.accepted("flaky")).hasSize(skus.size() * names.size());
  }

  @Test
  void an_endpoint_that_was_away_gets_everything_and_is_not_asked_all_the_time() {
    var away = new AtomicBoolean(true);
    receiver.answer("away", _ -> away.get() ? 502 : 204);
    var shop = subscribe("away", RENAMED);
    var skus = new ArrayList<String>();
    for (int i = 0; i < 20; i++) {
      var sku = product("AWAY-", "3.00", 0);
      skus.add(sku);
      rename(sku, "new");
    }
    await().until(() -> state(shop).equals("FAILING"));
    await().until(() -> !page(shop).path("nextAttemptAt").isNull());
    assertThat(receiver.accepted("away")).isEmpty();
    away.set(false);
    for (var sku : skus) {
      await().until(() -> names("away", sku).equals(List.of("new")));
    }
    await().until(() -> state(shop).equals("ACTIVE"));
  }

  @Test
  void one_is_told_again_or_everything_from_a_position_with_the_ids_that_they_had() {
    var shop = subscribe("again", RENAMED);
    var sku = product("AGAIN-", "3.00", 0);
    for (var name : List.of("one", "two", "three")) {
      rename(sku, name);
    }
    await().until(() -> names("again", sku).size() == 3);
    var told = receiver.accepted("again");
    var second = told.get(1);
    await().until(() -> page(shop).path("position").asLong() >= told.getLast().position());
    var one =
        ask(shop.path() + "/redelivery", Map.of("position", second.position(), "onwards", false));
    assertThat(one.status()).as(one.toString()).isEqualTo(202);
    await().until(() -> receiver.accepted("again").size() == 4);
    assertThat(receiver.accepted("again").getLast().id()).isEqualTo(second.id());
    assertThat(receiver.accepted("again").getLast().body()).isEqualTo(second.body());
    var rest =
        ask(shop.path() + "/redelivery", Map.of("position", second.position(), "onwards", true));
    assertThat(rest.status()).as(rest.toString()).isEqualTo(202);
    await().until(() -> receiver.accepted("again").size() >= 6);
    assertThat(receiver.accepted("again").subList(4, 6))
        .extracting(ReceiverForTests.Message::id)
        .containsExactly(second.id(), told.get(2).id());
    rename(sku, "four");
    await().until(() -> names("again", sku).equals(List.of("one", "two", "three", "four")));
  }

  @Test
  void what_was_not_told_cannot_be_told_again() {
    var shop = subscribe("early", RENAMED);
    var ahead =
        ask(shop.path() + "/redelivery", Map.of("position", 999_999_999L, "onwards", false));
    assertThat(ahead.status()).isEqualTo(409);
    assertThat(ahead.body().path("type").asString()).isEqualTo("/problems/redeliver-what-was-told");
    var sku = product("EARLY-", "3.00", 0);
    rename(sku, "one");
    await().until(() -> names("early", sku).contains("one"));
    var listed =
        jdbc.queryForObject(
            "select position from event_log.domain_event where stream = ? and version = 0",
            Long.class,
            "product-" + sku);
    var unwanted = ask(shop.path() + "/redelivery", Map.of("position", listed, "onwards", false));
    assertThat(unwanted.status()).isIn(409, 422);
  }

  @Test
  void every_attempt_is_in_the_list_page_by_page_the_latest_first() {
    var failed = ConcurrentHashMap.<String>newKeySet();
    receiver.answer("listed", one -> failed.add(one.id()) ? 500 : 204);
    var shop = subscribe("listed", RENAMED);
    var sku = product("LISTED-", "3.00", 0);
    rename(sku, "one");
    rename(sku, "two");
    await().until(() -> names("listed", sku).size() == 2);
    await().until(() -> deliveries(shop, "").size() == 4);
    var all = deliveries(shop, "");
    assertThat(all).extracting(one -> one.get("number")).containsExactly(2, 1, 2, 1);
    assertThat(all).allMatch(one -> (int) one.get("millis") >= 0 && one.get("at") != null);
    var page = exchange("GET", shop.path() + "/deliveries?first=3", "", asOwner());
    var next = page.headers().firstValue("Link").orElseThrow();
    var rest = send("GET", next.substring(1, next.indexOf('>')), "", asOwner());
    assertThat(rest.body()).hasSize(1);
    assertThat(Set.copyOf(failed)).hasSize(2);
  }

  private List<Map<String, Object>> deliveries(Made shop, String query) {
    return rows(shop.path() + "/deliveries" + query);
  }

  private List<Map<String, Object>> held(Made shop) {
    return rows(shop.path() + "/held-deliveries");
  }

  @SuppressWarnings("unchecked") // rows of JSON
  private List<Map<String, Object>> rows(String path) {
    var rows = new ArrayList<Map<String, Object>>();
    for (var row : send("GET", path, "", asOwner()).body()) {
      rows.add(JSON.treeToValue(row, Map.class));
    }
    return rows;
  }
}
