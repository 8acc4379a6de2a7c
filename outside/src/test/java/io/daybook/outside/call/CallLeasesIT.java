package io.daybook.outside.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.order.OrderRelated;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who may be at a call, and for how long. */
class CallLeasesIT {
  private final CallsForTests calls = new CallsForTests();
  private final UnderWay underWay = new UnderWay(calls.table);

  @Test
  void a_call_under_way_is_held_as_long_as_its_process_lives() {
    var order = calls.ask();
    var call = claim();
    underWay.begins(call, 0);
    runOut(order);
    underWay.keep(TimeUnit.SECONDS.toNanos(30));
    assertThat(isHeld(order)).isTrue();
    assertThat(calls.table.claim(Port.CARRIER, 10, UnderWay.LEASE)).isEmpty();
  }

  @Test
  void a_call_that_is_stuck_is_left_to_others() {
    var order = calls.ask();
    underWay.begins(claim(), 0);
    runOut(order);
    underWay.keep(UnderWay.STUCK.toNanos() + 1);
    assertThat(calls.table.claim(Port.CARRIER, 10, UnderWay.LEASE)).hasSize(1);
  }

  @Test
  void what_has_ended_is_not_held_any_more() {
    var order = calls.ask();
    var call = claim();
    underWay.begins(call, 0);
    calls.ended.again(call, UnderWay.LEASE, "away", true, true);
    underWay.keep(TimeUnit.SECONDS.toNanos(30)); // the last moment before it is told
    assertThat(isHeld(order)).isFalse();
    underWay.ends(call);
    underWay.keep(TimeUnit.SECONDS.toNanos(60));
    assertThat(isHeld(order)).isFalse();
  }

  @Test
  void a_parked_call_that_an_operator_resumes_is_not_made_twice_at_once() {
    var order = calls.ask();
    park(claim(), "away");
    calls.pausesPass();
    claim();
    calls.parkedTable.resume(order.orderId(), FulfilmentAction.BOOK_CARRIER);
    assertThat(calls.table.claim(Port.CARRIER, 10, UnderWay.LEASE)).isEmpty();
    runOut(order);
    assertThat(calls.table.claim(Port.CARRIER, 10, UnderWay.LEASE)).hasSize(1);
  }

  @Test
  void who_has_lost_a_call_to_another_process_changes_nothing_for_it() {
    var order = calls.ask();
    var lost = claim();
    runOut(order);
    claim();
    var before = calls.row(order);
    calls.ended.again(lost, UnderWay.STUCK, "away", true, true);
    calls.ended.undecided(lost, UnderWay.STUCK, new NotYetException("not yet"));
    assertThat(calls.parkedTable.park(lost, "away", false, true, UnderWay.LEASE)).isFalse();
    assertThat(calls.row(order)).isEqualTo(before);
  }

  @Test
  void what_is_undone_before_anybody_began_it_is_never_made() {
    var order = calls.ask();
    calls.parked.undo(CallsForTests.key(order));
    assertThat(calls.makeDue()).isZero();
    assertThat(calls.row(order).get("done_at")).isNotNull();
  }

  @Test
  void what_is_undone_while_it_may_be_under_way_is_waited_for() {
    var order = calls.ask();
    var call = claim();
    calls.parked.undo(CallsForTests.key(order));
    assertThat(calls.row(order).get("done_at")).isNull();
    park(call, "no answer");
    calls.parked.undo(CallsForTests.key(order));
    assertThat(calls.row(order).get("done_at")).as("its answer may be on the way").isNull();
    calls.jdbc.update("update outside.call set last_attempt_at = now() - interval '1 hour'");
    calls.parked.undo(CallsForTests.key(order));
    assertThat(calls.row(order).get("done_at")).isNotNull();
    assertThat(calls.row(order).get("parked_at")).isNull();
  }

  private void park(Call call, String reason) {
    assertThat(calls.parkedTable.park(call, reason, false, true, UnderWay.LEASE)).isTrue();
  }

  private Call claim() {
    return calls.table.claim(Port.CARRIER, 1, UnderWay.LEASE).getFirst();
  }

  private void runOut(OrderRelated order) {
    calls.jdbc.update(
        "update outside.call set due_at = now(), held_until = now() where order_id = ?",
        order.orderId().toString());
  }

  private boolean isHeld(OrderRelated order) {
    return calls.jdbc.queryForObject(
        "select coalesce(held_until > now(), false) from outside.call where order_id = ?",
        Boolean.class,
        order.orderId().toString());
  }
}
