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
  FOLLOW_EVENT,
  /** Book the parcel to another address. */
  REBOOK_CARRIER,
  /** Cancel the booking that a later one has replaced. */
  CANCEL_FORMER_BOOKING,
  /** After goods came back: pay for them and put them on the shelf. */
  SETTLE_RETURN;

  /** What follows when an operator gives a parked action up. */
  public enum GivingUp {
    /** It counts as failed, and the order is undone. */
    UNDOES_THE_ORDER,
    /** It counts as done, by hand. */
    COUNTS_AS_DONE,
    /** Nobody can give it up: only those who do it know what is true. */
    IMPOSSIBLE
  }

  /** What it means to give it up. */
  public GivingUp givingUp() {
    return switch (this) {
      case AUTHORIZE_PAYMENT,
          RESERVE_STOCK,
          BOOK_CARRIER,
          CAPTURE_PAYMENT,
          CONFIRM_ORDER,
          START_PICKING ->
          GivingUp.UNDOES_THE_ORDER;
      case REFUND_PAYMENT,
          CANCEL_BOOKING,
          RELEASE_STOCK,
          VOID_PAYMENT,
          REBOOK_CARRIER,
          CANCEL_FORMER_BOOKING,
          SETTLE_RETURN ->
          GivingUp.COUNTS_AS_DONE;
      case STOP_PICKING, CANCEL_ORDER, SHIP_ORDER, CLOSE_ORDER, FOLLOW_EVENT -> GivingUp.IMPOSSIBLE;
    };
  }

  /** Whether it takes the order further, so that giving it up means to undo the order. */
  public boolean isForward() {
    return givingUp() == GivingUp.UNDOES_THE_ORDER;
  }

  /** Whether it moves money, so that giving it up is a decision about money. */
  public boolean isAboutMoney() {
    return switch (this) {
      case AUTHORIZE_PAYMENT, CAPTURE_PAYMENT, REFUND_PAYMENT, VOID_PAYMENT, SETTLE_RETURN -> true;
      case RESERVE_STOCK,
          BOOK_CARRIER,
          CONFIRM_ORDER,
          START_PICKING,
          STOP_PICKING,
          CANCEL_BOOKING,
          RELEASE_STOCK,
          CANCEL_ORDER,
          SHIP_ORDER,
          CLOSE_ORDER,
          FOLLOW_EVENT,
          REBOOK_CARRIER,
          CANCEL_FORMER_BOOKING ->
          false;
    };
  }
}
