package io.daybook.app.travel;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.web.access.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an instant means: when something was recorded, and when it had happened. */
class InstantsIT extends BusyShop {
  private static final String CUSTOMER = "of-long-ago";

  @Test
  void an_instant_is_the_last_position_that_was_recorded_until_then() {
    trade();
    awaitRecorded();
    for (var position : recorded.keySet()) {
      var then =
          jdbc.queryForObject(
              "select to_char(recorded_at at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                  + " from event_log.domain_event where position = ?",
              String.class,
              position);
      var last =
          jdbc.queryForObject(
              "select max(position) from event_log.domain_event where recorded_at <= ?::timestamptz",
              Long.class,
              then);
      for (var question : List.of(LIST, SHOP_ARGUMENTS, STOCK, PRODUCTS)) {
        assertThat(query(question.formatted("asOf: \"" + then + "\"")))
            .as(then)
            .isEqualTo(query(question.formatted(at(last))));
      }
      for (var order : orders) {
        var one = "{order(id: \"" + order + "\", %s) {id status version lines {sku quantity}}}";
        assertThat(query(one.formatted("asOf: \"" + then + "\"")))
            .isEqualTo(query(one.formatted(at(last))));
      }
    }
  }

  @Test
  void an_order_that_was_recorded_long_after_it_was_placed_has_both_times() {
    var body = new HashMap<>(order("tok_visa", Map.of(product("OLD-", "3.00", 5), 1)));
    body.put("orderedAt", "2021-05-04T10:00:00Z");
    body.put("customerId", CUSTOMER);
    var placed =
        post(
            "/api/orders",
            body,
            "Idempotency-Key",
            UUID.randomUUID().toString(),
            "Authorization",
            bearer("ada", Role.IMPORTER));
    var order = placed.body().path("orderId").asString();
    awaitStatus(order, "PICKING");
    awaitRecorded();
    var known =
        jdbc.queryForObject(
            "select position from event_log.domain_event where stream = ? and version = 0",
            Long.class,
            order);
    assertThat(ordered("2021-05-04T10:00:00Z", known)).containsExactly(order);
    assertThat(ordered("2021-05-04T10:00:00Z", head())).containsExactly(order);
    assertThat(ordered("2021-05-04T09:59:59Z", head())).isEmpty();
    assertThat(ordered("2021-05-04T10:00:00Z", known - 1)).isEmpty();
  }

  /** What had been ordered at an instant, as far as was known at a position. */
  private List<String> ordered(String effectiveAt, long position) {
    return list(
            "customerId: \"%s\", effectiveAt: \"%s\", %s"
                .formatted(CUSTOMER, effectiveAt, at(position)))
        .stream()
        .map(row -> row.path("id").asString())
        .toList();
  }
}
