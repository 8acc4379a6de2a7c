package io.daybook.saga.fulfilment;

import static io.daybook.saga.fulfilment.WhenCancelled.AFTER_ITS_ANSWER;
import static io.daybook.saga.fulfilment.WhenCancelled.AT_ONCE;

import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentStep;
import io.daybook.schema.inventory.ReleaseStock;
import io.daybook.schema.inventory.ReserveStock;
import io.daybook.schema.inventory.StockReleased;
import io.daybook.schema.inventory.StockReservationRefused;
import io.daybook.schema.inventory.StockReserved;
import io.daybook.schema.order.CancellationCause;
import io.daybook.schema.order.ConfirmOrder;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.payment.AuthorizePayment;
import io.daybook.schema.payment.CapturePayment;
import io.daybook.schema.payment.PaymentAuthorized;
import io.daybook.schema.payment.PaymentCaptureFailed;
import io.daybook.schema.payment.PaymentCaptured;
import io.daybook.schema.payment.PaymentDeclined;
import io.daybook.schema.payment.PaymentRefunded;
import io.daybook.schema.payment.PaymentVoided;
import io.daybook.schema.payment.RecordPaymentCaptureFailed;
import io.daybook.schema.payment.RefundPayment;
import io.daybook.schema.payment.VoidPayment;
import io.daybook.schema.shipping.BookCarrier;
import io.daybook.schema.shipping.CancelCarrierBooking;
import io.daybook.schema.shipping.CancelPicking;
import io.daybook.schema.shipping.CarrierBooked;
import io.daybook.schema.shipping.CarrierBookingCancelled;
import io.daybook.schema.shipping.CarrierBookingRefused;
import io.daybook.schema.shipping.PickingCancelled;
import io.daybook.schema.shipping.PickingStarted;
import io.daybook.schema.shipping.StartPicking;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The table of steps: everything that a fulfilment knows of a step stands in its row, and the order
 * of the rows is the order of the steps. After the last one the warehouse has the order.
 */
@SuppressWarnings("ImmutableEnumChecker") // the functions in it keep nothing
enum Step {
  /** Holds the money, which is cheap to hold and cheap to let go. */
  AUTHORIZE_PAYMENT(
      FulfilmentStep.AUTHORIZE_PAYMENT,
      Ask.once(
          FulfilmentAction.AUTHORIZE_PAYMENT,
          job ->
              new AuthorizePayment(job.payment(), job.orderId(), job.total(), job.paymentToken())),
      PaymentAuthorized.class,
      Failure.by(
          PaymentDeclined.class,
          CancellationCause.PAYMENT,
          no -> "payment declined: " + no.reason()),
      Undo.by(
          Ask.once(FulfilmentAction.VOID_PAYMENT, job -> new VoidPayment(job.payment())),
          PaymentVoided.class),
      new WhenLate.LetGo("payment was not authorized in time"),
      new WhenSkipped.AsIfDone(),
      AFTER_ITS_ANSWER),

  /**
   * Holds the goods. A line that is held after its order was given up is released when it says so.
   */
  RESERVE_STOCK(
      FulfilmentStep.RESERVE_STOCK,
      Ask.perLine(
          FulfilmentAction.RESERVE_STOCK,
          (job, item) -> new ReserveStock(job.stockOf(item), job.orderId(), item.quantity())),
      StockReserved.class,
      Failure.by(
          StockReservationRefused.class,
          CancellationCause.STOCK,
          no -> "not enough stock of " + no.sku()),
      Undo.by(
          Ask.perLine(
              FulfilmentAction.RELEASE_STOCK,
              (job, item) -> new ReleaseStock(job.stockOf(item), job.orderId())),
          StockReleased.class),
      new WhenLate.AskAgain(),
      new WhenSkipped.AsIfDone(),
      AFTER_ITS_ANSWER),

  /** Books the carrier, who costs nothing before the parcel is handed over. */
  BOOK_CARRIER(
      FulfilmentStep.BOOK_CARRIER,
      Ask.once(
          FulfilmentAction.BOOK_CARRIER,
          job ->
              new BookCarrier(job.shipment(), job.orderId(), job.deliveryAddress(), job.items())),
      CarrierBooked.class,
      Failure.by(
          CarrierBookingRefused.class,
          CancellationCause.CARRIER,
          no -> "carrier refused: " + no.reason()),
      Undo.by(
          Ask.once(
              FulfilmentAction.CANCEL_BOOKING, job -> new CancelCarrierBooking(job.shipment())),
          CarrierBookingCancelled.class),
      new WhenLate.LetGo("carrier did not answer in time"),
      new WhenSkipped.AsIfDone(),
      AFTER_ITS_ANSWER),

  /** Takes the money: the pivot. Whether it was taken, only the payment knows. */
  CAPTURE_PAYMENT(
      FulfilmentStep.CAPTURE_PAYMENT,
      Ask.once(FulfilmentAction.CAPTURE_PAYMENT, job -> new CapturePayment(job.payment())),
      PaymentCaptured.class,
      Failure.by(
          PaymentCaptureFailed.class,
          CancellationCause.PAYMENT,
          no -> "payment failed: " + no.reason()),
      Undo.insteadOf(
          AUTHORIZE_PAYMENT,
          Ask.once(
              FulfilmentAction.REFUND_PAYMENT,
              job -> new RefundPayment(job.payment(), Job.CANCELLATION, job.total())),
          PaymentRefunded.class),
      new WhenLate.AskAgain(),
      new WhenSkipped.ByItsAnswer(
          (job, reason) -> new RecordPaymentCaptureFailed(job.payment(), reason)),
      AFTER_ITS_ANSWER),

  /** Promises delivery to the customer; the promise ends with the order. */
  CONFIRM_ORDER(
      FulfilmentStep.CONFIRM_ORDER,
      Ask.once(FulfilmentAction.CONFIRM_ORDER, job -> new ConfirmOrder(job.orderId())),
      OrderConfirmed.class,
      Failure.never(),
      new Undo.Nothing(),
      new WhenLate.AskAgain(),
      new WhenSkipped.AsIfNotDone(),
      AT_ONCE),

  /** Hands the order to the warehouse. Stopping it is a race, which the shipment decides. */
  START_PICKING(
      FulfilmentStep.PICK,
      Ask.once(FulfilmentAction.START_PICKING, job -> new StartPicking(job.shipment())),
      PickingStarted.class,
      Failure.never(),
      Undo.by(
          Ask.once(FulfilmentAction.STOP_PICKING, job -> new CancelPicking(job.shipment())),
          PickingCancelled.class),
      new WhenLate.AskAgain(),
      new WhenSkipped.AsIfDone(),
      AFTER_ITS_ANSWER);

  private final FulfilmentStep name;
  private final Ask ask;
  private final Class<? extends OrderRelated> done;
  private final Failure failure;
  private final Undo undo;
  private final WhenLate whenLate;
  private final WhenSkipped whenSkipped;
  private final WhenCancelled whenCancelled;

  /**
   * A row of the table.
   *
   * @param name its name in read models and meters
   * @param ask what is asked for
   * @param done the type of event that says that it is done
   * @param failure how it says that it cannot be done
   * @param undo how it is undone
   * @param whenLate what follows at its deadline
   * @param whenSkipped what follows when an operator gives it up
   * @param whenCancelled what follows when the order is cancelled while it is under way
   */
  Step(
      FulfilmentStep name,
      Ask ask,
      Class<? extends OrderRelated> done,
      Failure failure,
      Undo undo,
      WhenLate whenLate,
      WhenSkipped whenSkipped,
      WhenCancelled whenCancelled) {
    this.name = name;
    this.ask = ask;
    this.done = done;
    this.failure = failure;
    this.undo = undo;
    this.whenLate = whenLate;
    this.whenSkipped = whenSkipped;
    this.whenCancelled = whenCancelled;
  }

  static Step first() {
    return List.of(values()).getFirst();
  }

  /** The step after this one; nothing after the last, when the order is with the warehouse. */
  Optional<Step> next() {
    return Stream.of(values()).filter(other -> other.isAfter(this)).findFirst();
  }

  FulfilmentStep fulfilmentStep() {
    return name;
  }

  Ask ask() {
    return ask;
  }

  Class<? extends OrderRelated> done() {
    return done;
  }

  boolean isDoneBy(OrderRelated event) {
    return done.isInstance(event);
  }

  Failure failure() {
    return failure;
  }

  Optional<CancelReason> failureIn(OrderRelated event) {
    return failure.of(event);
  }

  Undo undo() {
    return undo;
  }

  WhenLate whenLate() {
    return whenLate;
  }

  WhenSkipped whenSkipped() {
    return whenSkipped;
  }

  WhenCancelled whenCancelled() {
    return whenCancelled;
  }

  boolean isAfter(Step other) {
    return compareTo(other) > 0;
  }
}
