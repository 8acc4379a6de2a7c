package io.daybook.schema.fulfilment;

import io.daybook.schema.inventory.StockReservationRefused;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.order.OrderShipped;
import io.daybook.schema.payment.PaymentAuthorized;
import io.daybook.schema.payment.PaymentCaptureFailed;
import io.daybook.schema.payment.PaymentCaptureRequested;
import io.daybook.schema.payment.PaymentCaptured;
import io.daybook.schema.payment.PaymentDeclined;
import io.daybook.schema.shipping.CarrierBookingRefused;
import io.daybook.schema.shipping.CarrierBookingRequested;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * The steps of a fulfilment in their order, as events tell of them. Each is undone before the ones
 * above it.
 */
@SuppressWarnings("ImmutableEnumChecker") // the functions in it keep nothing
public enum FulfilmentStep {
  /** Hold the money. */
  AUTHORIZE_PAYMENT(OrderPlaced.class, failure(PaymentDeclined.class, PaymentDeclined::reason)),
  /** Hold the goods, every line. */
  RESERVE_STOCK(
      PaymentAuthorized.class,
      failure(StockReservationRefused.class, no -> "not enough stock of " + no.sku())),
  /** Book the carrier. */
  BOOK_CARRIER(
      CarrierBookingRequested.class,
      failure(CarrierBookingRefused.class, CarrierBookingRefused::reason)),
  /** Take the money: the pivot. */
  CAPTURE_PAYMENT(
      PaymentCaptureRequested.class,
      failure(PaymentCaptureFailed.class, PaymentCaptureFailed::reason)),
  /** Promise delivery to the customer. */
  CONFIRM_ORDER(PaymentCaptured.class, FulfilmentStep::never),
  /** Pick, pack and dispatch. */
  PICK(OrderConfirmed.class, FulfilmentStep::never),
  /** On its way to the customer. */
  DELIVER(OrderShipped.class, FulfilmentStep::never);

  private final Class<? extends OrderRelated> begins;
  private final Function<OrderRelated, Optional<String>> failure;

  /**
   * A step.
   *
   * @param begins the type of event from which on it is waited for
   * @param failure what an event says of its failure, if anything
   */
  FulfilmentStep(
      Class<? extends OrderRelated> begins, Function<OrderRelated, Optional<String>> failure) {
    this.begins = begins;
    this.failure = failure;
  }

  /** The step that begins with an event. */
  public static Optional<FulfilmentStep> begunBy(OrderRelated event) {
    return Arrays.stream(values()).filter(step -> step.begins.isInstance(event)).findFirst();
  }

  /** The step that has failed, if an event says so. */
  public static Optional<FulfilmentStep> failedBy(OrderRelated event) {
    return Arrays.stream(values()).filter(step -> step.failureIn(event).isPresent()).findFirst();
  }

  /** Why this step has failed, if an event says so. */
  public Optional<String> failureIn(OrderRelated event) {
    return failure.apply(event);
  }

  private static <E extends OrderRelated> Function<OrderRelated, Optional<String>> failure(
      Class<E> type, Function<E, String> reason) {
    return event -> Optional.of(event).filter(type::isInstance).map(type::cast).map(reason);
  }

  private static Optional<String> never(OrderRelated event) {
    return Optional.empty();
  }
}
