package io.daybook.saga.payment;

import io.daybook.saga.CommandSender;
import io.daybook.saga.IdempotencyKey;
import io.daybook.schema.payment.PaymentAuthorizationRequested;
import io.daybook.schema.payment.PaymentCaptureRequested;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.payment.PaymentRefundRequested;
import io.daybook.schema.payment.PaymentVoidRequested;
import io.daybook.schema.payment.RecordPaymentAuthorized;
import io.daybook.schema.payment.RecordPaymentCaptureFailed;
import io.daybook.schema.payment.RecordPaymentCaptured;
import io.daybook.schema.payment.RecordPaymentDeclined;
import io.daybook.schema.payment.RecordPaymentRefunded;
import io.daybook.schema.payment.RecordPaymentVoided;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Intent is in the log by now; the effect follows, and its outcome goes into the log. */
@Component
@ProcessingGroup("payment-policy")
@DisallowReplay
class WhenPaymentRequestedCallProvider {
  private static final String AUTHORIZE = "authorize";

  private final PaymentGateway provider;
  private final CommandSender commands;

  WhenPaymentRequestedCallProvider(PaymentGateway provider, CommandSender commands) {
    this.provider = provider;
    this.commands = commands;
  }

  @EventHandler
  void on(PaymentAuthorizationRequested asked) {
    var id = asked.paymentId();
    var answer = provider.authorize(key(id, AUTHORIZE), asked.paymentToken(), asked.amount());
    record(
        switch (answer) {
          case PaymentGateway.Authorization.Authorized held ->
              new RecordPaymentAuthorized(id, held.reference());
          case PaymentGateway.Authorization.Declined no ->
              new RecordPaymentDeclined(id, no.reason());
        });
  }

  @EventHandler
  void on(PaymentCaptureRequested asked) {
    var id = asked.paymentId();
    var answer = provider.capture(key(id, "capture"), asked.providerReference(), asked.amount());
    record(
        switch (answer) {
          case PaymentGateway.Capture.Captured _ -> new RecordPaymentCaptured(id);
          case PaymentGateway.Capture.Failed no -> new RecordPaymentCaptureFailed(id, no.reason());
        });
  }

  @EventHandler
  void on(PaymentVoidRequested asked) {
    provider.release(key(asked.paymentId(), AUTHORIZE));
    record(new RecordPaymentVoided(asked.paymentId()));
  }

  @EventHandler
  void on(PaymentRefundRequested asked) {
    var id = asked.paymentId();
    provider.refund(
        key(id, "refund/" + asked.refundId()), asked.providerReference(), asked.amount());
    record(new RecordPaymentRefunded(id, asked.refundId()));
  }

  private void record(Object outcome) {
    commands.sendAll(List.of(outcome));
  }

  private static IdempotencyKey key(PaymentId id, String step) {
    return IdempotencyKey.of(id, step);
  }
}
