package io.daybook.outside.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.Command;
import io.daybook.schema.DomainRejection;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.ParkFulfilment;
import io.daybook.schema.order.OrderRelated;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an operator decides about a call while an attempt at it is under way. */
class CallRacesIT {
  private static final Command OUTCOME = new Command() {};

  /** A decision after all that these tests park. */
  private static final Instant AFTER = Instant.parse("2100-01-01T00:00:00Z");

  private final CallsForTests calls = new CallsForTests();

  @Test
  void an_operators_resume_is_not_undone_by_the_attempt_under_way() {
    var failures =
        List.of(new IllegalStateException("away"), new NotYetException("is being processed"));
    for (var failure : failures) {
      var order = parkedAway();
      calls.otherSide =
          _ -> {
            calls.parkedTable.resume(order.orderId(), FulfilmentAction.BOOK_CARRIER);
            return throwing(failure);
          };
      assertThat(calls.makeDue()).isOne();
      assertThat(calls.row(order)).containsEntry("attempts", 0).containsEntry("undecided", 0);
      calls.otherSide = _ -> Optional.empty();
      assertThat(calls.makeDue()).as("due at once, and nobody is at it").isOne();
      assertThat(calls.row(order).get("done_at")).isNotNull();
    }
  }

  @Test
  void what_is_given_up_while_an_attempt_is_under_way_is_not_parked_again() {
    var order = parkedAway();
    calls.sent.clear();
    calls.otherSide =
        _ -> {
          calls
              .parkedTable
              .toGiveUp(order.orderId(), FulfilmentAction.BOOK_CARRIER, AFTER)
              .forEach(given -> calls.ended.done(List.of(given)));
          return throwing(new RefusedException("no such street"));
        };
    assertThat(calls.makeDue()).isOne();
    assertThat(calls.sent).isEmpty();
    calls.parked.announceLeft();
    assertThat(calls.sent).isEmpty();
  }

  @Test
  void a_contradiction_is_told_of_also_when_the_call_was_given_up_meanwhile() {
    var order = parkedAway();
    calls.sent.clear();
    calls.otherSide =
        _ -> {
          calls
              .parkedTable
              .toGiveUp(order.orderId(), FulfilmentAction.BOOK_CARRIER, AFTER)
              .forEach(given -> calls.ended.done(List.of(given)));
          return Optional.of(OUTCOME);
        };
    calls.refusal = DomainRejection.ofState("no", "NOW", "not now");
    assertThat(calls.makeDue()).isOne();
    assertThat(calls.sent).hasSize(2).last().isInstanceOf(ParkFulfilment.class);
  }

  @Test
  void what_was_parked_after_the_decision_waits_for_another_and_is_announced_again() {
    var order = parkedAway();
    var decided = parkedAt(order).minusMillis(1);
    assertThat(calls.parkedTable.toGiveUp(order.orderId(), FulfilmentAction.BOOK_CARRIER, decided))
        .isEmpty();
    calls.sent.clear();
    calls.parked.announceLeft();
    assertThat(calls.sent).singleElement().isInstanceOf(ParkFulfilment.class);
  }

  @Test
  void what_fails_again_by_itself_was_parked_when_it_was_parked_first() {
    var order = parkedAway();
    var first = parkedAt(order);
    calls.pausesPass();
    assertThat(calls.makeDue()).isOne();
    assertThat(parkedAt(order)).isEqualTo(first);
    assertThat(calls.parkedTable.toGiveUp(order.orderId(), FulfilmentAction.BOOK_CARRIER, first))
        .hasSize(1);
  }

  private Instant parkedAt(OrderRelated order) {
    return ((Timestamp) calls.row(order).get("parked_at")).toInstant();
  }

  private OrderRelated parkedAway() {
    var order = calls.ask();
    calls.otherSide = _ -> throwing(new IllegalStateException("away"));
    for (int attempt = 1; attempt <= 3; attempt++) {
      assertThat(calls.makeDue()).isOne();
      calls.lane.answered(System.nanoTime()); // other calls work
      calls.pausesPass();
    }
    assertThat(calls.row(order)).containsEntry("away", true);
    return order;
  }

  private static Optional<Command> throwing(RuntimeException failure) {
    throw failure;
  }
}
