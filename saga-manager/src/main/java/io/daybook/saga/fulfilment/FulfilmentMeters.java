package io.daybook.saga.fulfilment;

import io.daybook.schema.fulfilment.FulfilmentParked;
import io.daybook.schema.fulfilment.FulfilmentStep;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderClosed;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderRelated;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How fulfilments fare, in this process: what began, was confirmed, failed at which step, was
 * parked and ended. Counted as events are followed, so a batch that is followed again after a crash
 * is counted again; exact numbers are in the read model.
 */
@Component
class FulfilmentMeters {
  private final MeterRegistry meters;

  FulfilmentMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  /**
   * Counts what an event says.
   *
   * @param placed when the order was placed, if that is known
   */
  void count(OrderRelated event, Instant at, @Nullable Instant placed) {
    switch (event) {
      case OrderPlaced _ -> meters.counter("daybook.fulfilments.started").increment();
      case OrderConfirmed _ -> record("confirmed", placed, at);
      case OrderCancelled cancelled -> record(cancelled.cause().name(), placed, at);
      case OrderClosed _ -> record("delivered", placed, at);
      case FulfilmentParked parked ->
          meters
              .counter("daybook.fulfilments.parked", "action", parked.action().name())
              .increment();
      case OrderRelated other -> countFailure(other);
    }
  }

  private void countFailure(OrderRelated event) {
    FulfilmentStep.failedBy(event)
        .ifPresent(
            step -> meters.counter("daybook.fulfilments.failed", "step", step.name()).increment());
  }

  private void record(String outcome, @Nullable Instant placed, Instant at) {
    if (placed != null) {
      meters
          .timer("daybook.fulfilments", "outcome", outcome.toLowerCase(Locale.ROOT))
          .record(Duration.between(placed, at));
    }
  }
}
