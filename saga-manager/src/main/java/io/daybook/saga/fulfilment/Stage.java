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

  /** Whether a deadline that began with another stage goes on in this one. */
  boolean isOfSameKind(Stage other) {
    return this == other || (!isOfPeople() && !other.isOfPeople());
  }
}
