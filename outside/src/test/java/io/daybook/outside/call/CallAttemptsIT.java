package io.daybook.outside.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.schema.Command;
import io.daybook.schema.DomainRejection;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentId;
import io.daybook.schema.fulfilment.ParkFulfilment;
import io.daybook.schema.fulfilment.UnparkFulfilment;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a call by what the other side answers. */
class CallAttemptsIT {
  private static final Command OUTCOME = new Command() {};

  private static final Duration REST = Duration.ofSeconds(5).plusMillis(1);

  private final CallsForTests calls = new CallsForTests();

  @Test
  void a_refusal_of_this_very_call_parks_it_at_once_and_never_moves_the_breaker() {
    calls.otherSide = _ -> throwing(new RefusedException("no such street"));
    for (int i = 0; i < 100; i++) {
      calls.ask();
    }
    assertThat(calls.makeDue()).isEqualTo(100);
    assertThat(calls.lane.works()).isTrue();
    assertThat(calls.sent).hasSize(100).allMatch(ParkFulfilment.class::isInstance);
    calls.pausesPass();
    assertThat(calls.makeDue()).isZero();
  }

  @Test
  void what_has_failed_too_often_is_parked_and_tried_again_by_itself_until_it_works() {
    var order = calls.ask();
    calls.otherSide = _ -> throwing(new IllegalStateException("away"));
    for (int attempt = 1; attempt <= 3; attempt++) {
      assertThat(calls.makeDue()).isOne();
      assertThat(calls.row(order).get("parked_at") == null).isEqualTo(attempt < 3);
      calls.pausesPass();
    }
    assertThat(calls.sent)
        .containsExactly(
            new ParkFulfilment(
                new FulfilmentId(order.orderId()), FulfilmentAction.BOOK_CARRIER, "away", 3));
    assertThat(calls.makeDue()).isOne();
    assertThat(calls.row(order)).containsEntry("attempts", 4).containsEntry("away", true);
    calls.otherSide = _ -> Optional.of(OUTCOME);
    calls.pausesPass();
    assertThat(calls.makeDue()).isOne();
    assertThat(calls.sent)
        .endsWith(
            OUTCOME,
            new UnparkFulfilment(
                new FulfilmentId(order.orderId()),
                FulfilmentAction.BOOK_CARRIER,
                "it was done after all"));
    assertThat(calls.row(order).get("done_at")).isNotNull();
    assertThat(calls.row(order).get("parked_at")).isNull();
    calls.parked.announceLeft();
    assertThat(calls.sent).hasSize(3);
  }

  @Test
  void a_mail_that_certainly_was_not_sent_is_tried_again_after_it_was_parked() {
    calls.repeatable = false;
    var mail = calls.ask();
    calls.otherSide = _ -> throwing(new NotDoneException("nobody listens", null));
    for (int attempt = 1; attempt <= 5; attempt++) {
      assertThat(calls.makeDue()).isOne();
      calls.pausesPass();
    }
    assertThat(calls.row(mail)).containsEntry("away", true).containsEntry("in_doubt", false);
    calls.otherSide = _ -> Optional.empty();
    calls.makeDue();
    assertThat(calls.row(mail).get("done_at")).isNotNull();
  }

  @Test
  void a_mail_that_may_have_been_sent_is_parked_at_once_for_a_person() {
    calls.repeatable = false;
    var mail = calls.ask();
    calls.otherSide = _ -> throwing(new IllegalStateException("no answer"));
    calls.makeDue();
    assertThat(calls.row(mail)).containsEntry("away", false).containsEntry("in_doubt", true);
    calls.pausesPass();
    assertThat(calls.makeDue()).isZero();
  }

  @Test
  void a_crash_before_a_parked_call_is_done_has_it_made_and_unparked_once_more() {
    var order = calls.ask();
    calls.otherSide = _ -> throwing(new IllegalStateException("away"));
    for (int attempt = 1; attempt <= 3; attempt++) {
      calls.makeDue();
      calls.pausesPass();
    }
    calls.otherSide = _ -> Optional.empty();
    calls.refusal = new IllegalStateException("our process is stopping");
    assertThatThrownBy(calls::makeDue).hasRootCauseMessage("our process is stopping");
    assertThat(calls.row(order).get("done_at")).isNull();
    calls.refusal = null;
    calls.jdbc.update("update outside.call set due_at = now(), held_until = now()");
    calls.makeDue();
    assertThat(calls.sent).filteredOn(UnparkFulfilment.class::isInstance).hasSize(2);
    assertThat(calls.row(order).get("done_at")).isNotNull();
  }

  @Test
  void a_parked_call_is_tried_again_more_and_more_slowly() {
    var order = calls.ask();
    calls.otherSide = _ -> throwing(new IllegalStateException("away"));
    var before = 0.0;
    for (int attempt = 1; attempt <= 20; attempt++) {
      calls.makeDue();
      if (attempt == 3 || attempt == 6 || attempt == 20) {
        assertThat(secondsUntilDue(order.orderId())).isGreaterThan(before);
        before = secondsUntilDue(order.orderId());
      }
      calls.lane.answered(System.nanoTime()); // other calls work
      calls.pausesPass();
    }
    assertThat(before).isBetween(1_700.0, 5_500.0); // an hour, half of it at random
  }

  @Test
  void an_attempt_that_fails_while_the_whole_port_is_away_does_not_count() {
    goAway();
    var order = calls.ask();
    calls.otherSide = _ -> throwing(new IllegalStateException("away"));
    for (int probe = 0; probe < 10; probe++) {
      calls.clock.passes(REST);
      assertThat(calls.lane.enterAll()).isOne();
      assertThat(calls.makeDue()).isOne();
      calls.lane.free().release();
      assertThat(calls.lane.enterAll()).isZero();
      calls.pausesPass();
    }
    assertThat(calls.row(order)).containsEntry("attempts", 0).containsEntry("parked_at", null);
    assertThat(calls.sent).isEmpty();
    calls.otherSide = _ -> Optional.empty();
    calls.clock.passes(REST);
    assertThat(calls.lane.enterAll()).isOne();
    calls.makeDue();
    assertThat(calls.lane.works()).isTrue();
    assertThat(calls.row(order).get("done_at")).isNotNull();
  }

  @Test
  void what_the_other_side_never_decides_is_not_asked_about_for_ever() {
    var order = calls.ask();
    calls.otherSide = _ -> throwing(new NotYetException("is being processed"));
    for (int question = 0; question < 2; question++) {
      assertThat(calls.makeDue()).isOne();
      assertThat(calls.sent).isEmpty();
      calls.pausesPass();
    }
    calls.makeDue();
    assertThat(calls.sent).hasSize(1);
    assertThat(((ParkFulfilment) calls.sent.getFirst()).reason()).contains("is being processed");
    assertThat(calls.row(order)).containsEntry("away", true); // and yet it may decide one day
    assertThat(calls.lane.works()).isTrue();
  }

  @Test
  void an_attempt_that_came_too_early_does_not_put_off_the_next() {
    var event = calls.ask();
    calls.otherSide = _ -> throwing(new IllegalStateException("no answer"));
    calls.makeDue();
    var asked = calls.row(event).get("last_attempt_at");
    calls.otherSide = _ -> throwing(NotYetException.tooEarly("too early", Duration.ofSeconds(20)));
    calls.pausesPass();
    assertThat(calls.makeDue()).isEqualTo(1);
    assertThat(calls.row(event)).containsEntry("last_attempt_at", asked);
    calls.otherSide = _ -> throwing(new NotYetException("is being processed"));
    calls.pausesPass();
    assertThat(calls.makeDue()).isEqualTo(1);
    assertThat(calls.row(event).get("last_attempt_at")).isNotEqualTo(asked);
  }

  @Test
  void an_outcome_that_contradicts_our_books_waits_for_a_person() {
    var order = calls.ask();
    calls.otherSide = _ -> Optional.of(OUTCOME);
    calls.refusal = DomainRejection.ofState("no", "NOW", "not now");
    calls.makeDue();
    assertThat(calls.row(order)).containsEntry("away", false);
    calls.pausesPass();
    assertThat(calls.makeDue()).isZero();
  }

  @Test
  void a_failure_of_ours_is_none_of_the_other_side() {
    var order = calls.ask();
    calls.otherSide = _ -> Optional.of(OUTCOME);
    calls.refusal = new IllegalStateException("our database is away");
    for (int i = 0; i < 40; i++) {
      var call = calls.table.claim(Port.CARRIER, 1, UnderWay.LEASE);
      try {
        call.forEach(one -> calls.attempts.make(one, calls.lane).join());
      } catch (RuntimeException ours) {
        assertThat(ours).hasRootCauseMessage("our database is away");
      }
      calls.jdbc.update("update outside.call set due_at = now(), held_until = null, attempts = 1");
    }
    assertThat(calls.lane.works()).isTrue();
    assertThat(calls.row(order).get("parked_at")).isNull();
  }

  private void goAway() {
    for (int i = 0; i < 50; i++) {
      calls.lane.failed(System.nanoTime(), new IllegalStateException("away"));
    }
  }

  private double secondsUntilDue(Object order) {
    return calls.jdbc.queryForObject(
        "select extract(epoch from due_at - now()) from outside.call where order_id = ?",
        Double.class,
        order.toString());
  }

  private static Optional<Command> throwing(RuntimeException failure) {
    throw failure;
  }
}
