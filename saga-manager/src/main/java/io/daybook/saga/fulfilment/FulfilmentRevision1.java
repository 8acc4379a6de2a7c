package io.daybook.saga.fulfilment;

import io.daybook.schema.catalog.Sku;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentStep;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.PaymentToken;
import io.daybook.schema.shipping.ParcelItem;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A fulfilment as it was stored by 0.1.0 and until the table of steps: one stage for going forward
 * and for undoing, and beside it what is done, reserved and awaited.
 */
record FulfilmentRevision1(
    StoredJob job,
    Stage stage,
    Set<Sku> awaited,
    Set<Sku> reserved,
    Set<FulfilmentStep> done,
    @Nullable CancelReason undoing,
    Set<FulfilmentAction> parked,
    int overdueTimes) {

  /** What was ordered, and the number of the parcel once it had left. */
  record StoredJob(
      OrderId orderId,
      List<ParcelItem> items,
      Money total,
      Address deliveryAddress,
      PaymentToken paymentToken,
      @Nullable String trackingNumber) {}

  /** What was waited for. */
  enum Stage {
    AUTHORIZING,
    RESERVING,
    BOOKING,
    CAPTURING,
    CONFIRMING,
    STARTING_PICKING,
    PICKING,
    DELIVERING,
    STOPPING_PICKING,
    REFUNDING,
    CANCELLING_BOOKING,
    RELEASING,
    VOIDING,
    CANCELLING_ORDER,
    ENDED
  }

  Fulfilment lifted() {
    var same =
        new Job(job.orderId(), job.items(), job.total(), job.deliveryAddress(), job.paymentToken());
    return new Fulfilment(same, progress(), parked, overdueTimes);
  }

  private Progress progress() {
    return switch (stage) {
      case AUTHORIZING -> at(Step.AUTHORIZE_PAYMENT);
      case RESERVING -> at(Step.RESERVE_STOCK);
      case BOOKING -> at(Step.BOOK_CARRIER);
      case CAPTURING -> at(Step.CAPTURE_PAYMENT);
      case CONFIRMING -> at(Step.CONFIRM_ORDER);
      case STARTING_PICKING -> at(Step.START_PICKING);
      case PICKING -> new Picking(held());
      case DELIVERING ->
          new Delivering(
              Objects.requireNonNull(job.trackingNumber()),
              done.contains(FulfilmentStep.DELIVER),
              undoing != null);
      case STOPPING_PICKING, REFUNDING, CANCELLING_BOOKING, RELEASING, VOIDING ->
          new Undoing(held(), Objects.requireNonNull(undoing));
      case CANCELLING_ORDER -> new Cancelling(Objects.requireNonNull(undoing));
      case ENDED -> new Ended();
    };
  }

  private Forward at(Step step) {
    return new Forward(step, awaited, held(), undoing);
  }

  /** Money that was taken was stored as held and as taken. */
  private Held held() {
    var held = Held.NOTHING;
    for (var step : Step.values()) {
      if (step == Step.RESERVE_STOCK ? !reserved.isEmpty() : done.contains(step.fulfilmentStep())) {
        held = held.plus(step, step == Step.RESERVE_STOCK ? reserved : Set.of());
      }
    }
    return held;
  }
}
