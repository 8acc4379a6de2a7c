package io.daybook.projection.deadletter;

import io.daybook.projection.LiveGenerations;
import io.daybook.projection.ReadModel;
import io.daybook.runtime.DatabaseNumbers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Counts dead letters, in an index, when somebody looks. */
@Component
class LetterGauges implements MeterBinder {
  private final Letters letters;
  private final LiveGenerations generations;
  private final DatabaseNumbers numbers;

  LetterGauges(Letters letters, LiveGenerations generations, DatabaseNumbers numbers) {
    this.letters = letters;
    this.generations = generations;
    this.numbers = numbers;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (var model : ReadModel.values()) {
      Gauge.builder(
              "daybook.projection.dead.letters",
              letters,
              all -> numbers.ask(() -> generations.live(model).map(all::count).orElse(0L)))
          .description("Events that are set aside for the live generation of a projection")
          .tag("projection", model.title())
          .register(registry);
    }
  }
}
