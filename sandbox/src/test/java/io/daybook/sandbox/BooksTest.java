package io.daybook.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What others can compare their books with. */
class BooksTest {
  private static final Instant START = Instant.parse("2026-11-17T12:00:00Z");

  private Instant now = START;
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final Store store = new Store(null);
  private final Payments payments = new Payments(store, clock, new Faults(), (_, _) -> {});
  private final SandboxCarrier carrier = new SandboxCarrier(store, clock);

  @Test
  void payments_are_listed_newest_first_within_a_span_and_page_by_page() {
    var ids = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      ids.add(pay("tok_visa").path("id").asString());
      now = now.plusSeconds(1);
    }
    var from = START.getEpochSecond() + 1;
    var span = Map.of("created[gte]", "" + from, "created[lt]", "" + (from + 3), "limit", "2");
    var first = payments.list(span).body();
    assertThat(names(first)).containsExactly(ids.get(3), ids.get(2));
    assertThat(first.path("has_more").asBoolean()).isTrue();
    var next = new HashMap<>(span);
    next.put("starting_after", ids.get(2));
    var second = payments.list(next).body();
    assertThat(names(second)).containsExactly(ids.get(1));
    assertThat(second.path("has_more").asBoolean()).isFalse();
    var upTo = Map.of("created[lte]", "" + START.getEpochSecond());
    assertThat(names(payments.list(upTo).body())).containsExactly(ids.getFirst());
  }

  @Test
  void a_charge_is_an_id_unless_it_is_asked_for() {
    var id = pay("tok_visa").path("id").asString();
    payments.capture(id, Map.of(), null);
    payments.refund(Map.of("payment_intent", id, "amount", "100"), null);
    assertThat(payments.retrieve(id, Map.of()).body().path("latest_charge").isString()).isTrue();
    var asked = payments.retrieve(id, Map.of("expand[0]", "latest_charge")).body();
    assertThat(asked.path("latest_charge").path("amount_captured").asLong()).isEqualTo(300);
    assertThat(asked.path("latest_charge").path("amount_refunded").asLong()).isEqualTo(100);
    assertThat(asked.path("latest_charge").path("refunded").asBoolean()).isFalse();
    var listed = payments.list(Map.of("expand[]", "data.latest_charge")).body();
    assertThat(listed.path("data").path(0).path("latest_charge"))
        .isEqualTo(asked.path("latest_charge"));
  }

  @Test
  void the_charge_of_a_cancelled_hold_shows_all_of_it_refunded_and_none_captured() {
    var id = pay("tok_visa").path("id").asString();
    assertThat(charge(id).path("amount_refunded").asLong()).isZero();
    assertThat(charge(id).path("refunded").asBoolean()).isFalse();
    payments.cancel(id, null);
    assertThat(charge(id).path("amount_refunded").asLong()).isEqualTo(300);
    assertThat(charge(id).path("refunded").asBoolean()).isTrue();
    assertThat(charge(id).path("amount_captured").asLong()).isZero();
    assertThat(charge(id).path("captured").asBoolean()).isFalse();
  }

  @Test
  void what_is_not_taken_of_a_hold_counts_as_refunded_too() {
    var id = pay("tok_visa").path("id").asString();
    payments.capture(id, Map.of("amount_to_capture", "200"), null);
    payments.refund(Map.of("payment_intent", id, "amount", "50"), null);
    assertThat(charge(id).path("amount_captured").asLong()).isEqualTo(200);
    assertThat(charge(id).path("amount_refunded").asLong()).isEqualTo(150);
    assertThat(charge(id).path("refunded").asBoolean()).isFalse();
  }

  @Test
  void refunds_are_listed_with_their_payments() {
    var id = pay("tok_visa").path("id").asString();
    payments.capture(id, Map.of(), null);
    now = now.plus(Duration.ofDays(30));
    payments.refund(Map.of("payment_intent", id, "amount", "100"), null);
    var since = Map.of("created[gte]", "" + now.getEpochSecond());
    var plain = payments.refunds(since).body().path("data");
    assertThat(plain.path(0).path("payment_intent").asString()).isEqualTo(id);
    var asked = new HashMap<>(since);
    asked.put("expand[0]", "data.payment_intent.latest_charge");
    var payment = payments.refunds(asked).body().path("data").path(0).path("payment_intent");
    assertThat(payment.path("latest_charge").path("amount_refunded").asLong()).isEqualTo(100);
    assertThat(payments.list(since).body().path("data").isEmpty()).isTrue();
  }

  @Test
  void what_was_declined_has_no_charge() {
    var refused = payments.create(Map.of("amount", "300", "currency", "gbp"), null, true);
    var id = refused.body().path("error").path("payment_intent").path("id").asString();
    assertThat(payments.retrieve(id, Map.of()).body().path("latest_charge").isNull()).isTrue();
  }

  @Test
  void bookings_are_listed_in_order_within_a_span_and_page_by_page() {
    var ids = new ArrayList<String>();
    for (int i = 0; i < 4; i++) {
      var id = UUID.randomUUID().toString();
      ids.add(id);
      carrier.book(id, JsonMapper.shared().createObjectNode().put("n", i));
      now = now.plus(Duration.ofHours(1));
    }
    assertThat(bookings(Map.of())).isEqualTo(ids);
    var since = START.plus(Duration.ofMinutes(30)).toString();
    assertThat(bookings(Map.of("since", since, "limit", "2"))).isEqualTo(ids.subList(1, 3));
    assertThat(bookings(Map.of("since", since, "limit", "2", "after", ids.get(2))))
        .isEqualTo(ids.subList(3, 4));
    assertThat(bookings(Map.of("until", since))).isEqualTo(ids.subList(0, 1));
    assertThatThrownBy(() -> bookings(Map.of("since", "yesterday")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private JsonNode pay(String token) {
    var form =
        Map.of("amount", "300", "currency", "gbp", "payment_method_data[card][token]", token);
    return payments.create(form, null, false).body();
  }

  private JsonNode charge(String id) {
    var asked = Map.of("expand[]", "latest_charge");
    return payments.retrieve(id, asked).body().path("latest_charge");
  }

  private static List<String> names(JsonNode page) {
    return page.path("data").valueStream().map(one -> one.path("id").asString()).toList();
  }

  private List<String> bookings(Map<String, String> query) {
    return carrier.list(query).body().valueStream().map(one -> one.path("id").asString()).toList();
  }
}
