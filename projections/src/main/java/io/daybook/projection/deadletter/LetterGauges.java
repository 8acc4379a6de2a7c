package io.daybook.projection.deadletter;

import io.daybook.projection.ReadModel;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Counts dead letters, in an index, when somebody looks. */
@Component
class LetterGauges implements MeterBinder {
  private final Letters letters;

  LetterGauges(Letters letters) {
    this.letters = letters;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (var model : ReadModel.values()) {
      Gauge.builder("daybook.projection.dead.letters", letters, all -> all.count(model))
          .description("Events that are set aside for a projection")
          .tag("projection", model.processor())
          .register(registry);
    }
  }
}
