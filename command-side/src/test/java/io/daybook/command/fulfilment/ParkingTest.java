package io.daybook.command.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.schema.DomainRejection;
import io.daybook.schema.fulfilment.CancelParked;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentAction.GivingUp;
import io.daybook.schema.fulfilment.FulfilmentActionSkipped;
import io.daybook.schema.fulfilment.FulfilmentEvent;
import io.daybook.schema.fulfilment.FulfilmentId;
import io.daybook.schema.fulfilment.FulfilmentOverdue;
import io.daybook.schema.fulfilment.FulfilmentParked;
import io.daybook.schema.fulfilment.FulfilmentResumed;
import io.daybook.schema.fulfilment.FulfilmentUnparked;
import io.daybook.schema.fulfilment.ParkFulfilment;
import io.daybook.schema.fulfilment.ReportOverdue;
import io.daybook.schema.fulfilment.SkipFulfilmentAction;
import io.daybook.schema.fulfilment.UnparkFulfilment;
import io.daybook.schema.order.OrderId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParkingTest {
  private static final FulfilmentId ID = new FulfilmentId(new OrderId(new UUID(1, 1)));

  @ParameterizedTest
  @EnumSource
  void what_is_skipped_can_be_given_up_and_what_cannot_is_refused_with_the_reason(
      FulfilmentAction action) {
    var parking = parked(action);
    var skip = new SkipFulfilmentAction(ID, action, "by hand");
    if (action.givingUp() == GivingUp.IMPOSSIBLE) {
      assertThatThrownBy(() -> parking.decide(skip))
          .isInstanceOfSatisfying(
              DomainRejection.class,
              refused -> {
                assertThat(refused.rule()).isEqualTo("skip-what-can-be-given-up");
                assertThat(refused.getMessage()).contains("resume");
              });
    } else {
      assertThat(parking.decide(skip)).singleElement().isInstanceOf(FulfilmentActionSkipped.class);
    }
    assertThatThrownBy(() -> Parking.none(ID).decide(skip)).isInstanceOf(DomainRejection.class);
  }

  @ParameterizedTest
  @EnumSource
  void whatever_is_parked_is_resumed_and_only_what_goes_forward_is_cancelled(
      FulfilmentAction action) {
    var parking = parked(action);
    assertThat(parking.resume()).singleElement().isInstanceOf(FulfilmentResumed.class);
    assertThat(parking.decide(new CancelParked(ID, "customer rang")))
        .hasSize(action.isForward() ? 1 : 0);
  }

  @Test
  void what_needs_no_operator_any_more_is_not_parked_and_is_said_once() {
    var parking = parked(FulfilmentAction.CAPTURE_PAYMENT);
    var unpark = new UnparkFulfilment(ID, FulfilmentAction.CAPTURE_PAYMENT, "it is known");
    var events = parking.decide(unpark);
    assertThat(events).singleElement().isInstanceOf(FulfilmentUnparked.class);
    parking = after(parking, events);
    assertThat(parking.parked()).isEmpty();
    assertThat(parking.decide(unpark)).isEmpty();
  }

  @Test
  void an_action_is_parked_once_while_it_is_and_what_is_not_parked_is_not_resumed() {
    var action = FulfilmentAction.RESERVE_STOCK;
    var park = new ParkFulfilment(ID, action, "no answer", 3);
    assertThat(Parking.none(ID).decide(park))
        .containsExactly(new FulfilmentParked(ID, ID.orderId(), action, "no answer", 3));
    assertThat(parked(action).decide(park)).isEmpty();
    assertThatThrownBy(() -> Parking.none(ID).resume())
        .isInstanceOfSatisfying(
            DomainRejection.class,
            refused -> {
              assertThat(refused.rule()).isEqualTo("resume-what-is-parked");
              assertThat(refused.state()).isEqualTo("GOING_ON");
              assertThat(refused.kind()).isEqualTo(DomainRejection.Kind.OF_THE_STATE);
            });
  }

  @Test
  void what_is_resumed_or_given_up_is_parked_no_more_and_the_rest_stays() {
    var both =
        parked(FulfilmentAction.CAPTURE_PAYMENT)
            .evolve(
                new FulfilmentParked(
                    ID, ID.orderId(), FulfilmentAction.SETTLE_RETURN, "refused", 1));
    assertThat(both.resume()).hasSize(2);
    var cancelled = after(both, both.decide(new CancelParked(ID, "customer rang")));
    assertThat(cancelled.parked()).containsExactly(FulfilmentAction.SETTLE_RETURN);
    assertThat(after(cancelled, cancelled.resume()).parked()).isEmpty();
  }

  @Test
  void a_deadline_that_has_passed_is_always_told_and_parks_nothing() {
    var late = new ReportOverdue(ID, FulfilmentAction.CAPTURE_PAYMENT);
    var none = Parking.none(ID);
    assertThat(none.decide(late))
        .containsExactly(new FulfilmentOverdue(ID, ID.orderId(), FulfilmentAction.CAPTURE_PAYMENT));
    assertThat(after(none, none.decide(late))).isEqualTo(none);
  }

  private static Parking parked(FulfilmentAction action) {
    var none = Parking.none(ID);
    return after(none, none.decide(new ParkFulfilment(ID, action, "no answer", 10)));
  }

  private static Parking after(Parking parking, List<FulfilmentEvent> events) {
    var next = parking;
    for (var event : events) {
      next = next.evolve(event);
    }
    return next;
  }
}
