package io.daybook.saga.fulfilment;

import io.daybook.runtime.DatabaseNumbers;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;

/** Which fulfilments wait, and for what, in whatever process, when somebody looks. */
@Component
class WaitGauges implements MeterBinder {
  private final WaitTable waits;
  private final DatabaseNumbers numbers;

  WaitGauges(WaitTable waits, DatabaseNumbers numbers) {
    this.waits = waits;
    this.numbers = numbers;
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    gauge(meters, "waiting", "Fulfilments that wait for an answer", WaitTable::count);
    gauge(
        meters,
        "waiting.longest.seconds",
        "How long the one has waited that has waited longest",
        WaitTable::longestSeconds);
    gauge(
        meters,
        "overdue",
        "Fulfilments whose deadline has passed at least once and that still wait for the same",
        WaitTable::overdue);
    for (var action : FulfilmentAction.values()) {
      Gauge.builder("daybook.fulfilments.stage", waits, all -> numbers.ask(() -> all.count(action)))
          .description("Fulfilments by what they wait for; SHIP_ORDER is done by people")
          .tag("action", action.name())
          .register(meters);
    }
  }

  private void gauge(
      MeterRegistry meters, String name, String says, ToLongFunction<WaitTable> value) {
    Gauge.builder(
            "daybook.fulfilments." + name, waits, all -> numbers.ask(() -> value.applyAsLong(all)))
        .description(says)
        .register(meters);
  }
}
