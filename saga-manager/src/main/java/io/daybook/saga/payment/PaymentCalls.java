package io.daybook.saga.payment;

import static io.daybook.schema.fulfilment.FulfilmentAction.AUTHORIZE_PAYMENT;
import static io.daybook.schema.fulfilment.FulfilmentAction.CAPTURE_PAYMENT;
import static io.daybook.schema.fulfilment.FulfilmentAction.REFUND_PAYMENT;
import static io.daybook.schema.fulfilment.FulfilmentAction.VOID_PAYMENT;

import io.daybook.saga.IdempotencyKey;
import io.daybook.saga.call.Attempt;
import io.daybook.saga.call.CallKind;
import io.daybook.saga.call.Calls;
import io.daybook.saga.call.Port;
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
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the payment provider is asked for, and how its answers are recorded. */
@Component
class PaymentCalls implements Calls {
  private final PaymentGateway provider;

  PaymentCalls(PaymentGateway provider) {
    this.provider = provider;
  }

  @Override
  public List<CallKind<?>> kinds() {
    return List.of(
        new CallKind<>(
            PaymentAuthorizationRequested.class,
            Port.PAYMENT,
            AUTHORIZE_PAYMENT,
            true,
            asked -> authorizationKey(asked.paymentId()),
            (asked, _) -> authorize(asked),
            (_, _) -> Optional.empty()), // the saga lets go of whatever may be held
        new CallKind<>(
            PaymentCaptureRequested.class,
            Port.PAYMENT,
            CAPTURE_PAYMENT,
            true,
            asked -> IdempotencyKey.of(asked.paymentId(), "capture"),
            (asked, _) -> capture(asked),
            (asked, why) -> Optional.of(new RecordPaymentCaptureFailed(asked.paymentId(), why))),
        new CallKind<>(
                PaymentVoidRequested.class,
                Port.PAYMENT,
                VOID_PAYMENT,
                true,
                asked -> IdempotencyKey.of(asked.paymentId(), "void"),
                this::letGo,
                (asked, _) -> Optional.of(new RecordPaymentVoided(asked.paymentId())))
            .undoing(asked -> authorizationKey(asked.paymentId())),
        new CallKind<>(
            PaymentRefundRequested.class,
            Port.PAYMENT,
            REFUND_PAYMENT,
            true,
            asked -> refundKey(asked),
            (asked, _) -> refund(asked),
            (asked, _) ->
                Optional.of(new RecordPaymentRefunded(asked.paymentId(), asked.refundId()))));
  }

  private Optional<Object> authorize(PaymentAuthorizationRequested asked) {
    var id = asked.paymentId();
    return Optional.of(
        switch (answerTo(asked)) {
          case PaymentGateway.Authorization.Authorized held ->
              new RecordPaymentAuthorized(id, held.reference());
          case PaymentGateway.Authorization.Declined no ->
              new RecordPaymentDeclined(id, no.reason());
        });
  }

  private Optional<Object> capture(PaymentCaptureRequested asked) {
    var id = asked.paymentId();
    var key = IdempotencyKey.of(id, "capture");
    return Optional.of(
        switch (provider.capture(key, asked.providerReference(), asked.amount())) {
          case PaymentGateway.Capture.Captured _ -> new RecordPaymentCaptured(id);
          case PaymentGateway.Capture.Failed no -> new RecordPaymentCaptureFailed(id, no.reason());
        });
  }

  /**
   * Lets go also of a hold whose answer was never heard: asked again with its key, the provider
   * says what it holds.
   */
  private Optional<Object> letGo(PaymentVoidRequested asked, Attempt attempt) {
    var id = asked.paymentId();
    var key = IdempotencyKey.of(id, "void");
    if (attempt.earlier(authorizationKey(id)).map(Attempt.Earlier::intent).orElse(null)
            instanceof PaymentAuthorizationRequested before
        && answerTo(before) instanceof PaymentGateway.Authorization.Authorized held) {
      provider.letGo(key, held.reference());
    }
    return Optional.of(new RecordPaymentVoided(id));
  }

  private Optional<Object> refund(PaymentRefundRequested asked) {
    provider.refund(refundKey(asked), asked.providerReference(), asked.amount());
    return Optional.of(new RecordPaymentRefunded(asked.paymentId(), asked.refundId()));
  }

  private PaymentGateway.Authorization answerTo(PaymentAuthorizationRequested asked) {
    var id = asked.paymentId();
    return provider.authorize(authorizationKey(id), id, asked.paymentToken(), asked.amount());
  }

  private static IdempotencyKey authorizationKey(PaymentId id) {
    return IdempotencyKey.of(id, "authorize");
  }

  private static IdempotencyKey refundKey(PaymentRefundRequested asked) {
    return IdempotencyKey.of(asked.paymentId(), "refund/" + asked.refundId());
  }
}
