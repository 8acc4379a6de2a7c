package io.daybook.outside.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.outside.IdempotencyKey;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rows of calls that are written together. */
class CallPagesIT {
  private final CallsForTests calls = new CallsForTests();

  @Test
  void a_page_has_what_it_may_begin_and_leaves_what_is_there_or_waits_behind_another() {
    var there = calls.ask();
    var fresh = order();
    var later = order();
    var page =
        List.of(calls.asking(there, true), calls.asking(fresh, true), calls.asking(later, false));
    assertThat(calls.asked.add(page, UnderWay.LEASE))
        .containsExactly(CallsForTests.key(fresh).value());
    assertThat(calls.row(fresh)).containsEntry("attempts", 1).containsEntry("in_doubt", true);
    assertThat(calls.row(later)).containsEntry("attempts", 0).containsEntry("in_doubt", false);
    assertThat(claimed()).containsExactly(CallsForTests.key(there), CallsForTests.key(later));
  }

  @Test
  void calls_are_taken_in_the_order_in_which_their_page_has_asked_for_them() {
    var orders = Stream.generate(CallPagesIT::order).limit(100).toList();
    var page = orders.stream().map(order -> calls.asking(order, false)).toList();
    assertThat(calls.asked.add(page, UnderWay.LEASE)).isEmpty();
    var taken = new ArrayList<Object>();
    for (int i = 0; i < 4; i++) {
      calls.table.claim(Port.CARRIER, 25, UnderWay.LEASE).forEach(call -> taken.add(call.key()));
      assertThat(taken)
          .containsExactlyInAnyOrderElementsOf(
              orders.subList(0, taken.size()).stream().map(CallsForTests::key).toList());
    }
  }

  @Test
  void many_are_ended_at_once_and_those_behind_them_are_told_of() {
    for (int i = 0; i < 20; i++) {
      calls.ask();
    }
    var first = calls.table.claim(Port.CARRIER, 20, UnderWay.LEASE);
    assertThat(calls.ended.done(first.subList(0, 10))).isEmpty();
    calls.jdbc.update(
        """
        insert into outside.call (key, order_id, port, event_id, intent_type, intent, metadata)
        select gen_random_uuid(), order_id, port, 'e', 't', '{}', '{}' from outside.call where key = ?
        """,
        first.getLast().key().value());
    assertThat(calls.ended.done(first.subList(10, 20))).containsExactly(Port.CARRIER);
    assertThat(
            calls.jdbc.queryForObject(
                "select count(*) from outside.call where done_at is null", Integer.class))
        .isOne();
  }

  @Test
  void webhooks_are_noted_together_and_hasten_what_waits_each_once() {
    var waits = calls.ask();
    var done = calls.ask();
    var held = calls.table.claim(Port.CARRIER, 2, UnderWay.LEASE);
    held.forEach(
        call -> {
          if (call.key().equals(CallsForTests.key(waits))) {
            calls.ended.again(call, UnderWay.STUCK, "away", true, true);
          } else {
            calls.ended.done(List.of(call));
          }
        });
    var news =
        List.of(
            told("evt_1", done), told("evt_2", waits), told("evt_2", waits), told("evt_3", done));
    assertThat(claimed()).isEmpty();
    assertThat(calls.webhooks.heed(news)).containsExactly(Port.CARRIER);
    assertThat(claimed()).containsExactly(CallsForTests.key(waits));
    assertThat(calls.webhooks.heed(news)).isEmpty();
    assertThat(calls.jdbc.queryForObject("select count(*) from outside.webhook", Integer.class))
        .isEqualTo(3);
  }

  @Test
  void whether_an_earlier_call_is_open_is_not_found_out_by_reading_all_that_are_done() {
    calls.jdbc.execute("alter table outside.call set (autovacuum_enabled = false)");
    calls.jdbc.update(
        """
        insert into outside.call (key, order_id, port, event_id, intent_type, intent, metadata)
        select gen_random_uuid(), 'order-' || i, 'CARRIER', 'e', 't', '{}', '{}'
          from generate_series(1, 20000) i
        """);
    calls.jdbc.update("update outside.call set done_at = now()");
    calls.jdbc.execute("analyze outside.call");
    for (int i = 0; i < 12; i++) { // after ten times PostgreSQL keeps its plan
      addSome();
    }
    var before = blocksRead();
    addSome();
    assertThat(blocksRead() - before).isLessThan(100); // of more than 600
  }

  private void addSome() {
    var page = Stream.generate(() -> calls.asking(order(), true)).limit(3).toList();
    assertThat(calls.asked.add(page, UnderWay.LEASE)).hasSize(3);
  }

  private long blocksRead() {
    calls.jdbc.execute("select pg_stat_force_next_flush()");
    return calls.jdbc.queryForObject(
        """
        select heap_blks_read + heap_blks_hit from pg_statio_user_tables
         where relid = 'outside.call'::regclass
        """,
        Long.class);
  }

  private static WebhookTable.Told told(String id, OrderConfirmed about) {
    return new WebhookTable.Told(id, CallsForTests.key(about).value());
  }

  private List<IdempotencyKey> claimed() {
    return calls.table.claim(Port.CARRIER, 1_000, UnderWay.LEASE).stream().map(Call::key).toList();
  }

  private static OrderConfirmed order() {
    return new OrderConfirmed(new OrderId(UUID.randomUUID()));
  }
}
