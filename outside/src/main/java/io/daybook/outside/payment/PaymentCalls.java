package io.daybook.outside.payment;

import static io.daybook.schema.fulfilment.FulfilmentAction.AUTHORIZE_PAYMENT;
import static io.daybook.schema.fulfilment.FulfilmentAction.CAPTURE_PAYMENT;
import static io.daybook.schema.fulfilment.FulfilmentAction.REFUND_PAYMENT;
import static io.daybook.schema.fulfilment.FulfilmentAction.VOID_PAYMENT;

import io.daybook.outside.IdempotencyKey;
import io.daybook.outside.call.Attempt;
import io.daybook.outside.call.CallKind;
import io.daybook.outside.call.Calls;
import io.daybook.outside.call.KeySpentException;
import io.daybook.outside.call.Past;
import io.daybook.outside.call.Port;
import io.daybook.outside.call.RefusedException;
import io.daybook.outside.payment.PaymentGateway.Answer;
import io.daybook.outside.payment.PaymentGateway.Authorization;
import io.daybook.schema.Command;
import io.daybook.schema.payment.PaymentAuthorizationRequested;
import io.daybook.schema.payment.PaymentCaptureRequested;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.payment.PaymentRefundRequested;
import io.daybook.schema.payment.PaymentVoidRequested;
import io.daybook.schema.payment.RecordPaymentAuthorized;
import io.daybook.schema.payment.RecordPaymentCaptureFailed;
import io.daybook.schema.payment.RecordPaymentCaptured;
import io.daybook.schema.payment.RecordPaymentDeclined;
import io.daybook.schema.payment.RecordPaymentRefundFailed;
import io.daybook.schema.payment.RecordPaymentRefunded;
import io.daybook.schema.payment.RecordPaymentVoided;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the payment provider is asked for, and how its answers are recorded. */
@Component
class PaymentCalls implements Calls {
  private final PaymentGateway provider;
  private final KeysInUse keys;

  PaymentCalls(PaymentGateway provider, KeysInUse keys) {
    this.provider = provider;
    this.keys = keys;
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
            this::authorize,
            (_, _) -> Optional.empty()), // the saga lets go of whatever may be held
        new CallKind<>(
            PaymentCaptureRequested.class,
            Port.PAYMENT,
            CAPTURE_PAYMENT,
            true,
            asked -> IdempotencyKey.of(asked.paymentId(), "capture"),
            this::capture,
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
            this::refund,
            (asked, _) ->
                Optional.of(new RecordPaymentRefunded(asked.paymentId(), asked.refundId()))));
  }

  private Optional<Command> authorize(PaymentAuthorizationRequested asked, Attempt attempt) {
    var id = asked.paymentId();
    return Optional.of(
        switch (authorization(asked, attempt)) {
          case Authorization.Authorized held -> new RecordPaymentAuthorized(id, held.reference());
          case Authorization.Declined no -> new RecordPaymentDeclined(id, no.reason());
          case Authorization.Pending it -> throw keys.notYet(attempt.past(), processed(it));
        });
  }

  private Authorization authorization(PaymentAuthorizationRequested asked, Attempt attempt) {
    var past = attempt.past();
    if (keys.mustAsk(past)) {
      var known = known(asked.paymentId(), past);
      if (!known.isEmpty()) {
        return known.getFirst();
      }
      past = keys.fresh(attempt);
    }
    var answer = hold(asked, past);
    if (answer instanceof Authorization.Declined && isRepeated(past)) {
      // A card's token works once: perhaps an attempt of ours has used it.
      var known = known(asked.paymentId(), past);
      return known.isEmpty() ? answer : known.getFirst();
    }
    return answer;
  }

  private static boolean isRepeated(Past past) {
    return past.last() != null || past.generation() > 1;
  }

  private Optional<Command> capture(PaymentCaptureRequested asked, Attempt attempt) {
    var id = asked.paymentId();
    return Optional.of(
        switch (captureOrAsk(asked, attempt)) {
          case Answer.Done _ -> new RecordPaymentCaptured(id);
          case Answer.Refused no -> new RecordPaymentCaptureFailed(id, no.reason());
          case Answer.Pending it -> throw keys.notYet(attempt.past(), it.what());
        });
  }

  /** What is held is taken once, whatever the key: the provider refuses a second time. */
  private Answer captureOrAsk(PaymentCaptureRequested asked, Attempt attempt) {
    var past = attempt.past();
    if (keys.mustAsk(past)) {
      var known = provider.captured(asked.providerReference());
      if (known.isPresent()) {
        return known.get();
      }
      past = attempt.renew();
    }
    return provider.capture(past.key(), asked.providerReference(), asked.amount());
  }

  /** Lets go also of a hold whose answer was never heard. */
  private Optional<Command> letGo(PaymentVoidRequested asked, Attempt attempt) {
    var references = held(asked, attempt);
    var past = keys.mustAsk(attempt.past()) ? attempt.renew() : attempt.past();
    for (var reference : references) {
      switch (provider.letGo(past, reference)) {
        case Answer.Done _ -> {}
        case Answer.Pending it -> throw keys.notYet(past, it.what());
        case Answer.Refused no -> throw new RefusedException(no.reason());
      }
    }
    return Optional.of(new RecordPaymentVoided(asked.paymentId()));
  }

  /**
   * What has to be let go. As long as the key of the authorization protects, repeating it tells;
   * later the provider is asked, because repeating would hold the money a second time.
   */
  private List<String> held(PaymentVoidRequested asked, Attempt attempt) {
    var id = asked.paymentId();
    if (asked.providerReference() != null) {
      return List.of(asked.providerReference());
    }
    var before = attempt.earlier(authorizationKey(id)).orElse(null);
    if (before == null || !(before.intent() instanceof PaymentAuthorizationRequested first)) {
      return List.of();
    }
    var past = before.past();
    var ask = past.last() == null || keys.mustAsk(past);
    var answers = ask ? known(id, past) : repeatedOrKnown(first, past);
    if (answers.isEmpty() && !keys.isSettled(past)) {
      throw keys.unsettled(past);
    }
    return answers.stream().flatMap(answer -> held(answer, past).stream()).toList();
  }

  /** A key that answers with a stored error tells nothing, however often it is repeated. */
  private List<Authorization> repeatedOrKnown(PaymentAuthorizationRequested asked, Past past) {
    try {
      return List.of(hold(asked, past));
    } catch (KeySpentException spent) {
      return known(asked.paymentId(), past);
    }
  }

  private Optional<String> held(Authorization answer, Past past) {
    return switch (answer) {
      case Authorization.Authorized held -> Optional.of(held.reference());
      case Authorization.Declined _ -> Optional.empty();
      case Authorization.Pending it -> throw keys.notYet(past, processed(it));
    };
  }

  private Optional<Command> refund(PaymentRefundRequested asked, Attempt attempt) {
    var id = asked.paymentId();
    var past = attempt.past();
    var reference = asked.providerReference();
    var answer =
        keys.mustAsk(past)
            ? provider.refunded(past, reference, asked.amount())
            : Optional.<Answer>empty();
    if (answer.isEmpty()) {
      past = keys.mustAsk(past) ? keys.fresh(attempt) : past;
      answer = Optional.of(provider.refund(past, reference, asked.amount()));
    }
    return switch (answer.get()) {
      case Answer.Done _ -> Optional.of(new RecordPaymentRefunded(id, asked.refundId()));
      case Answer.Pending it -> throw keys.notYet(past, it.what());
      case Answer.Refused no ->
          throw new RefusedException(
              no.reason(),
              new RecordPaymentRefundFailed(id, asked.refundId(), past.generation(), no.reason()));
    };
  }

  private List<Authorization> known(PaymentId id, Past past) {
    return provider.asked(id, KeysInUse.since(past), keys.until(past));
  }

  private Authorization hold(PaymentAuthorizationRequested asked, Past past) {
    return provider.authorize(past, asked.paymentId(), asked.paymentToken(), asked.amount());
  }

  private static String processed(Authorization.Pending it) {
    return it.reference() + " is being processed";
  }

  private static IdempotencyKey authorizationKey(PaymentId id) {
    return IdempotencyKey.of(id, "authorize");
  }

  private static IdempotencyKey refundKey(PaymentRefundRequested asked) {
    return IdempotencyKey.of(asked.paymentId(), "refund/" + asked.refundId());
  }
}
