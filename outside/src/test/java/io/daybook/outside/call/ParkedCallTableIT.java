package io.daybook.outside.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderRelated;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which parked calls an operator's filter finds. */
class ParkedCallTableIT {
  private final CallsForTests calls = new CallsForTests();

  @Test
  void a_filter_finds_what_is_parked_by_each_of_its_parts() {
    var away = parked("status 503", "2026-11-01T12:00:00Z");
    var wrong = parked("no such Street", "2026-11-02T12:00:00Z");
    calls.ask();
    assertThat(find(null, null, null, null)).containsExactly(away.orderId(), wrong.orderId());
    assertThat(find(Port.CARRIER, FulfilmentAction.BOOK_CARRIER, null, null)).hasSize(2);
    assertThat(find(Port.PAYMENT, null, null, null)).isEmpty();
    assertThat(find(null, FulfilmentAction.CANCEL_BOOKING, null, null)).isEmpty();
    assertThat(find(null, null, "such street", null)).containsExactly(wrong.orderId());
    assertThat(find(null, null, "%", null)).isEmpty();
    assertThat(find(null, null, null, "2026-11-02T00:00:00Z")).containsExactly(wrong.orderId());
  }

  @Test
  void no_more_are_found_than_the_limit_and_that_is_told() {
    parked("status 503", "2026-11-01T12:00:00Z");
    parked("status 503", "2026-11-01T12:00:01Z");
    var one = calls.parkedTable.ordersOf(new ParkedFilter(null, null, null, null, 1));
    assertThat(one.orders()).hasSize(1);
    assertThat(one.full()).isTrue();
    var all = calls.parkedTable.ordersOf(new ParkedFilter(null, null, null, null, 3));
    assertThat(all.orders()).hasSize(2);
    assertThat(all.full()).isFalse();
  }

  @Test
  void what_is_done_is_not_scanned_for_what_is_parked_or_due() {
    calls.ask();
    calls.jdbc.update(
        """
        insert into outside.call (key, order_id, port, action, event_id, intent_type, intent, metadata, done_at)
        select gen_random_uuid(), 'order-' || gen_random_uuid(), 'CARRIER', 'BOOK_CARRIER', 'e', 't', '{}', '{}', now()
          from generate_series(1, 20000)
        """);
    calls.jdbc.execute("analyze outside.call");
    assertThat(plan("select * from outside.call where parked_at is not null and done_at is null"))
        .contains("call_parked")
        .doesNotContain("Seq Scan");
    assertThat(
            plan(
                "select * from outside.call where port = 'CARRIER' and done_at is null"
                    + " and (parked_at is null or away) and due_at <= now() order by due_at limit 1"))
        .contains("call_to_make")
        .doesNotContain("Seq Scan");
    assertThat(
            plan( // a process of the release before asks like this
                "select * from outside.call where port = 'CARRIER' and done_at is null"
                    + " and parked_at is null and due_at <= now() order by due_at limit 1"))
        .contains("call_to_make")
        .doesNotContain("Seq Scan");
  }

  private String plan(String query) {
    return String.join("\n", calls.jdbc.queryForList("explain " + query, String.class));
  }

  private List<OrderId> find(
      @Nullable Port port,
      @Nullable FulfilmentAction action,
      @Nullable String reason,
      @Nullable String since) {
    var at = since == null ? null : Instant.parse(since);
    return calls.parkedTable.ordersOf(new ParkedFilter(port, action, reason, at, null)).orders();
  }

  private OrderRelated parked(String reason, String at) {
    var order = calls.ask();
    var call = calls.table.claim(Port.CARRIER, 1, UnderWay.LEASE).getFirst();
    calls.parked.park(call, reason);
    calls.jdbc.update(
        "update outside.call set parked_at = ?::timestamptz where key = ?", at, call.key().value());
    return order;
  }
}
