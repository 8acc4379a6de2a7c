package io.daybook.saga.fulfilment;

import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentActionSkipped;
import io.daybook.schema.fulfilment.FulfilmentResumed;
import io.daybook.schema.order.OrderCancellationRequested;
import io.daybook.schema.order.OrderRelated;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an operator can decide about a fulfilment of which something is parked. */
enum OperatorDecision {
  /** All that is parked is tried again. */
  RESUME,
  /** One action is given up. */
  SKIP,
  /** The order is cancelled, and whatever is parked on the way forward is given up. */
  CANCEL;

  /** What the log would have of it. */
  List<OrderRelated> events(Fulfilment now, @Nullable FulfilmentAction action) {
    var id = now.job().fulfilment();
    var order = now.orderId();
    return switch (this) {
      case RESUME ->
          now.parked().stream()
              .sorted()
              .<OrderRelated>map(one -> new FulfilmentResumed(id, order, one))
              .toList();
      case SKIP ->
          List.of(new FulfilmentActionSkipped(id, order, Objects.requireNonNull(action), ""));
      case CANCEL ->
          Stream.concat(
                  Stream.<OrderRelated>of(new OrderCancellationRequested(order, "")),
                  now.parked().stream()
                      .filter(FulfilmentAction::isForward)
                      .sorted()
                      .map(one -> new FulfilmentActionSkipped(id, order, one, "")))
              .toList();
    };
  }

  /** Why nothing would be done; null when it would. */
  @Nullable String refusal(Fulfilment now, @Nullable FulfilmentAction action) {
    return switch (this) {
      case RESUME -> now.parked().isEmpty() ? "Nothing of this fulfilment is parked" : null;
      case SKIP -> skipRefusal(now, Objects.requireNonNull(action));
      case CANCEL -> hasLeft(now) ? "The parcel has left; return it instead" : null;
    };
  }

  private static @Nullable String skipRefusal(Fulfilment now, FulfilmentAction action) {
    if (!now.parked().contains(action)) {
      return action + " of this fulfilment is not parked";
    }
    if (action.givingUp() == FulfilmentAction.GivingUp.IMPOSSIBLE) {
      return action + " cannot be given up; resume it";
    }
    return action.isForward() && hasLeft(now)
        ? "The parcel has left; the order is not undone"
        : null;
  }

  private static boolean hasLeft(Fulfilment now) {
    return switch (now.progress()) {
      case Delivering _ -> true;
      case Forward _, Picking _, Undoing _, Cancelling _, Ended _ -> false;
    };
  }

  /** Whether it gives up an action about money, which is for operators who are finance too. */
  boolean isAboutMoney(Fulfilment now, @Nullable FulfilmentAction action) {
    return switch (this) {
      case RESUME -> false;
      case SKIP -> Objects.requireNonNull(action).isAboutMoney();
      case CANCEL -> now.parked().stream().anyMatch(one -> one.isForward() && one.isAboutMoney());
    };
  }
}
