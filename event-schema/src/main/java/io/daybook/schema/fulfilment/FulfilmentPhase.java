package io.daybook.schema.fulfilment;

import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.status.OrderStatus;
import java.util.Arrays;

/** How far a fulfilment has come, as read models tell it. It follows the status of its order. */
public enum FulfilmentPhase {
  /** On its way to being confirmed. */
  RUNNING(OrderStatus.PROCESSING_PAYMENT),
  /** Paid and promised; the goods are picked. */
  CONFIRMED(OrderStatus.CONFIRMED),
  /** Being undone. */
  COMPENSATING(OrderStatus.CANCELLING),
  /** The carrier has it. */
  SHIPPED(OrderStatus.SHIPPED),
  /** The customer has it. */
  DELIVERED(OrderStatus.DELIVERED),
  /** Undone. */
  CANCELLED(OrderStatus.CANCELLED);

  private final OrderStatus status;

  /**
   * A phase.
   *
   * @param status one that the order has in it; all of them are left by the same events
   */
  FulfilmentPhase(OrderStatus status) {
    this.status = status;
  }

  /** Whether the event changes any phase at all. */
  public static boolean isMovedBy(OrderRelated event) {
    return Arrays.stream(values()).anyMatch(phase -> phase.after(event) != phase);
  }

  /**
   * The phase after one more event on behalf of the order. {@link OrderStatus} says what takes an
   * order forward and what undoes it. A step that fails undoes it too, also where only a stream of
   * stock says so; but nothing that comes late brings an order back that has ended.
   */
  public FulfilmentPhase after(OrderRelated event) {
    if (FulfilmentStep.failedBy(event).isPresent()) {
      return this == RUNNING || this == CONFIRMED ? COMPENSATING : this;
    }
    return switch (status.after(event, 0)) {
      // These are steps within a phase.
      case PROCESSING_PAYMENT, RESERVING_STOCK, BOOKING_CARRIER, TAKING_PAYMENT, PICKING -> this;
      case CONFIRMED -> CONFIRMED;
      case CANCELLING -> COMPENSATING;
      case CANCELLED -> CANCELLED;
      case SHIPPED -> SHIPPED;
      case DELIVERED -> DELIVERED;
      case PARTLY_RETURNED, RETURNED -> this; // what comes back does not change how it went out
    };
  }
}
