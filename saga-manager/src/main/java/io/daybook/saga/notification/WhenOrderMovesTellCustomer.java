package io.daybook.saga.notification;

import io.daybook.saga.IdempotencyKey;
import io.daybook.schema.order.OrderCancellationRejected;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderShipped;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Tells the customer what matters to them. Never in a replay: a sent mail cannot be unsent. */
@Component
@ProcessingGroup("notification-policy")
@DisallowReplay
class WhenOrderMovesTellCustomer {
  private final Mailer mailer;

  WhenOrderMovesTellCustomer(Mailer mailer) {
    this.mailer = mailer;
  }

  @EventHandler
  void on(OrderConfirmed confirmed) {
    tell(confirmed.orderId(), "confirmed", "Your order is confirmed", "We are packing it now.");
  }

  @EventHandler
  void on(OrderCancelled cancelled) {
    var why = "Reason: " + cancelled.reason() + ". You were not charged, or are paid back in full.";
    tell(cancelled.orderId(), "cancelled", "Your order is cancelled", why);
  }

  @EventHandler
  void on(OrderCancellationRejected rejected) {
    var why = "We could not cancel it: " + rejected.reason() + ". You can still return it.";
    tell(rejected.orderId(), "cancellation-rejected", "Your order is on its way", why);
  }

  @EventHandler
  void on(OrderShipped shipped) {
    var how = "Track it as " + shipped.trackingNumber() + ".";
    tell(shipped.orderId(), "shipped", "Your parcel has left", how);
  }

  private void tell(OrderId order, String kind, String subject, String text) {
    mailer.send(new Mailer.Mail(IdempotencyKey.of(order, "mail/" + kind), order, subject, text));
  }
}
