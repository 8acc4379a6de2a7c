package io.daybook.saga.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentAction.GivingUp;
import io.daybook.schema.fulfilment.FulfilmentActionSkipped;
import io.daybook.schema.fulfilment.FulfilmentId;
import io.daybook.schema.fulfilment.FulfilmentResumed;
import io.daybook.schema.fulfilment.FulfilmentStep;
import io.daybook.schema.order.CancellationCause;
import io.daybook.schema.order.OrderCancellationRequested;
import io.daybook.schema.order.RejectCancellation;
import io.daybook.schema.payment.RecordPaymentCaptureFailed;
import io.daybook.schema.shipping.CancelPicking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is parked, wherever the fulfilment is: what an operator is answered with 204 is done, or
 * is refused where he sees it. What is answered with 409 is in the test of {@code Parking}.
 */
class EveryStageAndActionTest extends OneOrderTest {
  private static final FulfilmentId ID = new FulfilmentId(ORDER);

  static Stream<Arguments> pairs() {
    return Arrays.stream(Stage.values())
        .flatMap(
            stage ->
                Arrays.stream(FulfilmentAction.values())
                    .map(action -> Arguments.of(stage, action)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void skip_undoes_the_order_or_counts_as_done(Stage stage, FulfilmentAction action) {
    fulfilment = at(stage, action);
    var before = fulfilment;
    happens(new FulfilmentActionSkipped(ID, ORDER, action, "by hand"));
    assertThat(fulfilment.parked()).doesNotContain(action);
    switch (action.givingUp()) {
      case UNDOES_THE_ORDER -> assertUndone(before, action);
      case COUNTS_AS_DONE -> {
        if (action == stage.action()) {
          assertThat(fulfilment.stage()).isGreaterThan(stage);
        } else {
          assertThat(fulfilment.stage()).isEqualTo(stage); // it is done, or is no stage's
        }
      }
      case IMPOSSIBLE -> assertThat(fulfilment.stage()).isEqualTo(stage);
    }
  }

  private void assertUndone(Fulfilment before, FulfilmentAction action) {
    switch (before.stage()) {
      // Told by the shipment: PickingCancellationRefused is on the timeline.
      case DELIVERING -> assertThat(types()).containsExactly(CancelPicking.class);
      case ENDED -> assertThat(sent).isEmpty(); // the door refuses, or the order is cancelled
      default -> assertThat(fulfilment.undoing()).isNotNull();
    }
    if (before.stage() == Stage.CAPTURING && action == before.stage().action()) {
      assertThat(types()).containsExactly(RecordPaymentCaptureFailed.class);
    } else if (action == before.stage().action()) {
      assertThat(fulfilment.stage()).isGreaterThanOrEqualTo(Stage.STOPPING_PICKING);
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void resume_asks_again_for_what_the_stage_waits_for(Stage stage, FulfilmentAction action) {
    fulfilment = at(stage, action);
    var again = fulfilment.commandsOfStage();
    happens(new FulfilmentResumed(ID, ORDER, action));
    assertThat(fulfilment.parked()).doesNotContain(action);
    assertThat(fulfilment.stage()).isEqualTo(stage);
    if (action == stage.action()) {
      assertThat(sent).isEqualTo(again); // calls, returns and held events are resumed elsewhere
    } else {
      assertThat(sent).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void cancel_undoes_the_order_or_is_rejected(Stage stage, FulfilmentAction action) {
    fulfilment = at(stage, action);
    happens(new OrderCancellationRequested(ORDER, "customer rang"));
    if (action.givingUp() == GivingUp.UNDOES_THE_ORDER) {
      happens(new FulfilmentActionSkipped(ID, ORDER, action, "customer rang"));
    }
    switch (stage) {
      case DELIVERING -> assertThat(types()).contains(RejectCancellation.class);
      case ENDED -> {}
      default -> assertThat(fulfilment.undoing()).isNotNull();
    }
    if (action == stage.action() && action.isForward() && stage != Stage.CAPTURING) {
      assertThat(fulfilment.stage()).isGreaterThanOrEqualTo(Stage.STOPPING_PICKING);
    }
  }

  /** A fulfilment that came to this stage in the ordinary way, where something is parked. */
  private static Fulfilment at(Stage stage, FulfilmentAction action) {
    var job = Job.of(PLACED);
    var isBack = stage.ordinal() >= Stage.STOPPING_PICKING.ordinal() && stage != Stage.ENDED;
    var why = isBack ? new Undoing(CancellationCause.CUSTOMER, "changed my mind") : null;
    return new Fulfilment(
        stage == Stage.DELIVERING ? job.leaving("T1") : job,
        stage,
        stage == Stage.RESERVING || stage == Stage.RELEASING ? job.skus() : Set.of(),
        stage == Stage.VOIDING || stage == Stage.CANCELLING_ORDER || stage.ordinal() < 2
            ? Set.of()
            : job.skus(),
        doneAt(stage),
        why,
        Set.of(action),
        0);
  }

  private static Set<FulfilmentStep> doneAt(Stage stage) {
    var steps = new ArrayList<FulfilmentStep>();
    switch (stage) {
      case AUTHORIZING, CANCELLING_ORDER, ENDED -> {}
      case RESERVING, BOOKING, RELEASING, VOIDING -> steps.add(FulfilmentStep.AUTHORIZE_PAYMENT);
      case CAPTURING, CANCELLING_BOOKING ->
          steps.addAll(List.of(FulfilmentStep.AUTHORIZE_PAYMENT, FulfilmentStep.BOOK_CARRIER));
      case CONFIRMING, STARTING_PICKING, REFUNDING ->
          steps.addAll(
              List.of(
                  FulfilmentStep.AUTHORIZE_PAYMENT,
                  FulfilmentStep.BOOK_CARRIER,
                  FulfilmentStep.CAPTURE_PAYMENT));
      case PICKING, DELIVERING, STOPPING_PICKING ->
          steps.addAll(
              List.of(
                  FulfilmentStep.AUTHORIZE_PAYMENT,
                  FulfilmentStep.BOOK_CARRIER,
                  FulfilmentStep.CAPTURE_PAYMENT,
                  FulfilmentStep.PICK));
    }
    return new HashSet<>(steps);
  }
}
