package io.daybook.command.payment;

import io.daybook.schema.payment.AuthorizePayment;
import io.daybook.schema.payment.CapturePayment;
import io.daybook.schema.payment.PaymentAuthorizationRequested;
import io.daybook.schema.payment.PaymentEvent;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.payment.RecordPaymentAuthorized;
import io.daybook.schema.payment.RecordPaymentCaptureFailed;
import io.daybook.schema.payment.RecordPaymentCaptured;
import io.daybook.schema.payment.RecordPaymentDeclined;
import io.daybook.schema.payment.RecordPaymentRefundFailed;
import io.daybook.schema.payment.RecordPaymentRefunded;
import io.daybook.schema.payment.RecordPaymentVoided;
import io.daybook.schema.payment.RefundPayment;
import io.daybook.schema.payment.VoidPayment;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Axon's shell around {@link Payment}, which decides. Answers are the version of the stream. */
@Revision("2")
@Aggregate(type = "Payment", snapshotTriggerDefinition = "snapshotPolicy", cache = "aggregateCache")
class PaymentAggregate {
  @AggregateIdentifier private @Nullable PaymentId id;
  private @Nullable Payment state;

  /** For Axon, which fills it from the stream. */
  PaymentAggregate() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  long handle(AuthorizePayment command) {
    return apply(state == null ? Payment.open(command) : List.of());
  }

  @CommandHandler
  long handle(RecordPaymentAuthorized command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(RecordPaymentDeclined command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(CapturePayment command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(RecordPaymentCaptured command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(RecordPaymentCaptureFailed command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(VoidPayment command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(RecordPaymentVoided command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(RefundPayment command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(RecordPaymentRefunded command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(RecordPaymentRefundFailed command) {
    return apply(known().decide(command));
  }

  @EventSourcingHandler
  void on(PaymentEvent event) {
    state =
        event instanceof PaymentAuthorizationRequested first
            ? Payment.opened(first)
            : known().evolve(event);
    id = event.paymentId();
  }

  private static long apply(List<? extends PaymentEvent> events) {
    events.forEach(AggregateLifecycle::apply);
    return AggregateLifecycle.getVersion();
  }

  private Payment known() {
    return Objects.requireNonNull(state);
  }
}
