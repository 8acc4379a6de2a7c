package io.daybook.saga.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentAction.GivingUp;
import io.daybook.schema.fulfilment.FulfilmentActionSkipped;
import io.daybook.schema.fulfilment.FulfilmentId;
import io.daybook.schema.fulfilment.FulfilmentResumed;
import io.daybook.schema.order.OrderCancellationRequested;
import io.daybook.schema.order.RejectCancellation;
import io.daybook.schema.payment.RecordPaymentCaptureFailed;
import io.daybook.schema.shipping.CancelPicking;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is parked, wherever the fulfilment is: what an operator is answered with 204 is done, or
 * is refused where he sees it. What is answered with 409 is in the test of {@code Parking}.
 */
class EveryPlaceAndActionTest extends OneOrderForTests {
  private static final FulfilmentId ID = new FulfilmentId(ORDER);
  private static final Job JOB = Job.of(PLACED);

  static Stream<Arguments> pairs() {
    return PlacesForTests.of(JOB).stream()
        .flatMap(
            place ->
                Arrays.stream(FulfilmentAction.values())
                    .map(action -> Arguments.of(place, action)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void skip_undoes_the_order_or_counts_as_done(Progress place, FulfilmentAction action) {
    fulfilment = at(place, action);
    happens(new FulfilmentActionSkipped(ID, ORDER, action, "by hand"));
    assertThat(fulfilment.parked()).doesNotContain(action);
    switch (action.givingUp()) {
      case UNDOES_THE_ORDER -> assertUndone(place, action);
      case COUNTS_AS_DONE -> {
        if (action == place.action()) {
          assertGoneBackFrom((Undoing) place);
        } else {
          assertThat(fulfilment.progress()).isEqualTo(place); // it is done, or is no place's
        }
      }
      case IMPOSSIBLE -> assertThat(fulfilment.progress()).isEqualTo(place);
    }
  }

  private void assertUndone(Progress place, FulfilmentAction action) {
    switch (place) {
      // Told by the shipment: PickingCancellationRefused is on the timeline.
      case Delivering _ -> assertThat(types()).containsExactly(CancelPicking.class);
      case Ended _ -> assertThat(sent).isEmpty(); // the door refuses, or the order is cancelled
      case Forward _, Picking _, Undoing _, Cancelling _ ->
          assertThat(PlacesForTests.isGivenUp(fulfilment.progress())).isTrue();
    }
    if (action != place.action()) {
      return;
    }
    if (action == FulfilmentAction.CAPTURE_PAYMENT) {
      assertThat(types()).containsExactly(RecordPaymentCaptureFailed.class);
    } else {
      assertThat(fulfilment.progress()).isInstanceOfAny(Undoing.class, Cancelling.class);
    }
  }

  private void assertGoneBackFrom(Undoing place) {
    if (fulfilment.progress() instanceof Undoing next) {
      assertThat(next.step()).isLessThan(place.step());
    } else {
      assertThat(fulfilment.progress()).isEqualTo(new Cancelling(place.why()));
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void resume_asks_again_for_what_is_waited_for(Progress place, FulfilmentAction action) {
    fulfilment = at(place, action);
    happens(new FulfilmentResumed(ID, ORDER, action));
    assertThat(fulfilment.parked()).doesNotContain(action);
    assertThat(fulfilment.progress()).isEqualTo(place);
    if (action == place.action()) {
      // Calls, returns and held events are resumed elsewhere.
      assertThat(sent).isEqualTo(place.commands(JOB));
    } else {
      assertThat(sent).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void cancel_undoes_the_order_or_is_rejected(Progress place, FulfilmentAction action) {
    fulfilment = at(place, action);
    happens(new OrderCancellationRequested(ORDER, "customer rang"));
    if (action.givingUp() == GivingUp.UNDOES_THE_ORDER) {
      happens(new FulfilmentActionSkipped(ID, ORDER, action, "customer rang"));
    }
    switch (place) {
      case Delivering _ -> assertThat(types()).contains(RejectCancellation.class);
      case Ended _ -> {}
      case Forward _, Picking _, Undoing _, Cancelling _ ->
          assertThat(PlacesForTests.isGivenUp(fulfilment.progress())).isTrue();
    }
    if (action == place.action()
        && action.isForward()
        && action != FulfilmentAction.CAPTURE_PAYMENT) {
      assertThat(fulfilment.progress()).isInstanceOfAny(Undoing.class, Cancelling.class);
    }
  }

  /** A fulfilment that came to this place in the ordinary way, where something is parked. */
  private static Fulfilment at(Progress place, FulfilmentAction action) {
    return new Fulfilment(JOB, place, Set.of(action), 0);
  }
}
