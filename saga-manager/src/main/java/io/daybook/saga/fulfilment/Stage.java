package io.daybook.saga.fulfilment;

import io.daybook.schema.fulfilment.FulfilmentAction;

/**
 * What a fulfilment waits for. The upper half goes forward, the lower half undoes, in reverse
 * order.
 */
public enum Stage {
  AUTHORIZING,
  RESERVING,
  BOOKING,
  CAPTURING,
  CONFIRMING,
  STARTING_PICKING,
  /** Waits for the warehouse. */
  PICKING,
  /** Waits for the carrier. */
  DELIVERING,
  STOPPING_PICKING,
  REFUNDING,
  CANCELLING_BOOKING,
  RELEASING,
  VOIDING,
  CANCELLING_ORDER,
  ENDED;

  /** What is waited for, in the words of operators. */
  FulfilmentAction action() {
    return switch (this) {
      case AUTHORIZING -> FulfilmentAction.AUTHORIZE_PAYMENT;
      case RESERVING -> FulfilmentAction.RESERVE_STOCK;
      case BOOKING -> FulfilmentAction.BOOK_CARRIER;
      case CAPTURING -> FulfilmentAction.CAPTURE_PAYMENT;
      case CONFIRMING -> FulfilmentAction.CONFIRM_ORDER;
      case STARTING_PICKING -> FulfilmentAction.START_PICKING;
      case PICKING, DELIVERING -> FulfilmentAction.SHIP_ORDER;
      case STOPPING_PICKING -> FulfilmentAction.STOP_PICKING;
      case REFUNDING -> FulfilmentAction.REFUND_PAYMENT;
      case CANCELLING_BOOKING -> FulfilmentAction.CANCEL_BOOKING;
      case RELEASING -> FulfilmentAction.RELEASE_STOCK;
      case VOIDING -> FulfilmentAction.VOID_PAYMENT;
      case CANCELLING_ORDER -> FulfilmentAction.CANCEL_ORDER;
      case ENDED -> FulfilmentAction.CLOSE_ORDER;
    };
  }

  /** Whether people do the work; a late one is told of, and neither asked again nor undone. */
  boolean isOfPeople() {
    return this == PICKING || this == DELIVERING;
  }

  /**
   * Whether what is in doubt is let go at the deadline, because undoing it is right whether it was
   * done or not. So an operator is not waited for.
   */
  boolean isLetGoBlindly() {
    return this == AUTHORIZING || this == BOOKING;
  }

  /**
   * Whether an action that is parked needs no operator any more, now that the fulfilment is here.
   * What is parked of a return, or of a booking that was replaced, has nothing to do with stages.
   */
  boolean isPast(FulfilmentAction parked) {
    if (parked == action()) {
      return false;
    }
    return switch (parked) {
      case FOLLOW_EVENT, SETTLE_RETURN, CANCEL_FORMER_BOOKING -> false;
      case REFUND_PAYMENT -> this != DELIVERING && this != ENDED;
      case REBOOK_CARRIER ->
          switch (this) {
            case CANCELLING_BOOKING, RELEASING, VOIDING, CANCELLING_ORDER, DELIVERING, ENDED ->
                true;
            case AUTHORIZING,
                RESERVING,
                BOOKING,
                CAPTURING,
                CONFIRMING,
                STARTING_PICKING,
                PICKING,
                STOPPING_PICKING,
                REFUNDING ->
                false;
          };
      case AUTHORIZE_PAYMENT,
          RESERVE_STOCK,
          BOOK_CARRIER,
          CAPTURE_PAYMENT,
          CONFIRM_ORDER,
          START_PICKING,
          STOP_PICKING,
          CANCEL_BOOKING,
          RELEASE_STOCK,
          VOID_PAYMENT,
          CANCEL_ORDER,
          SHIP_ORDER,
          CLOSE_ORDER ->
          true;
    };
  }

  /** Whether a deadline that began with another stage goes on in this one. */
  boolean isOfSameKind(Stage other) {
    return this == other || (!isOfPeople() && !other.isOfPeople());
  }
}
