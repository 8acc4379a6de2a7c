package io.daybook.app.fulfilment;

import io.daybook.schema.order.Address;
import io.daybook.schema.payment.PaymentAuthorizationRequested;
import io.daybook.schema.payment.PaymentCaptureRequested;
import io.daybook.schema.payment.PaymentRefundRequested;
import io.daybook.schema.payment.PaymentVoidRequested;
import io.daybook.schema.payment.RecordPaymentAuthorized;
import io.daybook.schema.payment.RecordPaymentCaptureFailed;
import io.daybook.schema.payment.RecordPaymentCaptured;
import io.daybook.schema.payment.RecordPaymentDeclined;
import io.daybook.schema.payment.RecordPaymentRefunded;
import io.daybook.schema.payment.RecordPaymentVoided;
import io.daybook.schema.shipping.CarrierBookingCancellationRequested;
import io.daybook.schema.shipping.CarrierBookingRequested;
import io.daybook.schema.shipping.CarrierRebookingRequested;
import io.daybook.schema.shipping.FormerBookingCancellationRequested;
import io.daybook.schema.shipping.RecordCarrierBooked;
import io.daybook.schema.shipping.RecordCarrierBookingCancelled;
import io.daybook.schema.shipping.RecordCarrierBookingRefused;
import io.daybook.schema.shipping.RecordCarrierRebooked;
import io.daybook.schema.shipping.RecordCarrierRebookingRefused;
import io.daybook.schema.shipping.RecordFormerBookingCancelled;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The payment provider and the carrier: what they hold, and what they answered under each key. */
final class OtherSidesForTests {
  private final Map<String, Boolean> decided = new HashMap<>();
  private final Map<Integer, Address> booked = new HashMap<>();
  private boolean held;
  private boolean taken;
  private boolean paidBack;
  private boolean closed;

  /** Does what an event asks for, once however often, and answers what is to be recorded. */
  Object perform(Object intent, boolean good) {
    return switch (intent) {
      case PaymentAuthorizationRequested asked -> {
        if (decide("authorize", good) && !closed && !taken) {
          held = true;
        }
        yield decided.get("authorize")
            ? new RecordPaymentAuthorized(asked.paymentId(), "pi")
            : new RecordPaymentDeclined(asked.paymentId(), "no");
      }
      case PaymentCaptureRequested asked -> {
        if (decide("capture", good && held)) {
          held = false;
          taken = true;
        }
        yield decided.get("capture")
            ? new RecordPaymentCaptured(asked.paymentId())
            : new RecordPaymentCaptureFailed(asked.paymentId(), "no");
      }
      case PaymentVoidRequested asked -> {
        letGo();
        yield new RecordPaymentVoided(asked.paymentId());
      }
      case PaymentRefundRequested asked -> {
        paidBack = true;
        yield new RecordPaymentRefunded(asked.paymentId(), asked.refundId());
      }
      case CarrierBookingRequested asked ->
          book(0, asked.deliveryAddress(), good)
              ? new RecordCarrierBooked(asked.shipmentId(), "b0", "T0")
              : new RecordCarrierBookingRefused(asked.shipmentId(), "no");
      case CarrierRebookingRequested asked -> {
        var number = asked.booking();
        yield book(number, asked.deliveryAddress(), good)
            ? new RecordCarrierRebooked(asked.shipmentId(), number, "b" + number, "T" + number)
            : new RecordCarrierRebookingRefused(asked.shipmentId(), number, "no", false);
      }
      case FormerBookingCancellationRequested asked -> {
        booked.remove(asked.booking());
        yield new RecordFormerBookingCancelled(asked.shipmentId(), asked.booking());
      }
      case CarrierBookingCancellationRequested asked -> {
        booked.remove(asked.booking());
        yield new RecordCarrierBookingCancelled(asked.shipmentId());
      }
      default -> throw new IllegalArgumentException(intent.toString());
    };
  }

  private boolean book(int number, Address to, boolean good) {
    var isNew = !decided.containsKey("book/" + number);
    var will = decide("book/" + number, good);
    if (isNew && will) {
      booked.put(number, to);
    }
    return will;
  }

  private boolean decide(String key, boolean good) {
    return decided.computeIfAbsent(key, _ -> good);
  }

  /** Lets the money go, pays it back if it was taken, and holds none for this order any more. */
  void letGo() {
    closed = true;
    held = false;
    paidBack = paidBack || taken;
  }

  /** Cancels what an operator finds at the carrier. */
  void cancelAll() {
    booked.clear();
  }

  /** Cancels what an operator finds beside the booking that counts. */
  void cancelAllBut(int number) {
    booked.keySet().retainAll(Set.of(number));
  }

  boolean hasMoney() {
    return taken && !paidBack;
  }

  boolean holdNothing() {
    return !held && !hasMoney() && booked.isEmpty();
  }

  Map<Integer, Address> booked() {
    return booked;
  }

  @Override
  public String toString() {
    return "held %s, taken %s, paid back %s, booked %s".formatted(held, taken, paidBack, booked);
  }
}
