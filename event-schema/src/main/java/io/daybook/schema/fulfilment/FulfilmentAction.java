package io.daybook.schema.fulfilment;

/** What a fulfilment has others do, going forward or undoing. */
public enum FulfilmentAction {
  AUTHORIZE_PAYMENT,
  RESERVE_STOCK,
  BOOK_CARRIER,
  CAPTURE_PAYMENT,
  CONFIRM_ORDER,
  START_PICKING,
  STOP_PICKING,
  REFUND_PAYMENT,
  CANCEL_BOOKING,
  RELEASE_STOCK,
  VOID_PAYMENT,
  CANCEL_ORDER,
  /** After dispatch: the goods leave the books. */
  SHIP_ORDER,
  CLOSE_ORDER,
  /** Our own reaction to an event, when it has a bug. */
  FOLLOW_EVENT;

  /** Whether it takes the order further, so that giving it up means to undo the order. */
  public boolean isForward() {
    return switch (this) {
      case AUTHORIZE_PAYMENT,
          RESERVE_STOCK,
          BOOK_CARRIER,
          CAPTURE_PAYMENT,
          CONFIRM_ORDER,
          START_PICKING ->
          true;
      default -> false;
    };
  }
}
