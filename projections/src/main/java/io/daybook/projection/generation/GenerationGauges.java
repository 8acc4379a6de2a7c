package io.daybook.projection.generation;

import io.daybook.eventstore.EventLog;
import io.daybook.projection.ReadModel;
import io.daybook.runtime.DatabaseNumbers;
import io.daybook.runtime.ProcessorProgress;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** How far generations are, when somebody looks. */
@Component
class GenerationGauges implements MeterBinder {
  private static final double MILLIS = 1_000;

  private final GenerationTable table;
  private final ComparisonTables comparison;
  private final ProcessorProgress progress;
  private final EventLog events;
  private final DatabaseNumbers numbers;
  private final Clock clock;

  GenerationGauges(
      GenerationTable table,
      ComparisonTables comparison,
      ProcessorProgress progress,
      EventLog events,
      DatabaseNumbers numbers,
      Clock clock) {
    this.table = table;
    this.comparison = comparison;
    this.progress = progress;
    this.events = events;
    this.numbers = numbers;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (var model : ReadModel.values()) {
      gauge(registry, model, "lag", "Events that the live generation has not followed", this::lag);
      gauge(
          registry,
          model,
          "lag.seconds",
          "How long ago the first event was recorded that the live generation has not followed",
          this::lagSeconds);
      gauge(
          registry,
          model,
          "building.left",
          "Positions that are left to a generation that is being built",
          one -> building(one, Entry::left));
      gauge(
          registry,
          model,
          "building.rate",
          "Positions a second that it passes",
          one -> building(one, Entry::eventsPerSecond));
      gauge(
          registry,
          model,
          "building.failed",
          "Whether a building has met an event that it cannot handle",
          one -> table.ours(one, State.FAILED).isPresent() ? 1 : 0);
      gauge(
          registry,
          model,
          "differing",
          "Rows that were not what the log says, when they were last compared",
          comparison::differing);
    }
  }

  private void gauge(
      MeterRegistry registry,
      ReadModel model,
      String name,
      String description,
      ToDoubleFunction<ReadModel> value) {
    Gauge.builder("daybook.projection." + name, () -> numbers.ask(() -> value.applyAsDouble(model)))
        .description(description)
        .tag("projection", model.title())
        .register(registry);
  }

  private double lag(ReadModel model) {
    return table
        .live(model)
        .map(
            live -> Math.max(0, events.headPosition() - progress.place(live.processor()).slowest()))
        .orElse(0L);
  }

  private double lagSeconds(ReadModel model) {
    return lag(model) == 0
        ? 0
        : table
            .live(model)
            .flatMap(live -> progress.followedUntil(List.of(live.processor())))
            .map(until -> Math.max(0, Duration.between(until, clock.instant()).toMillis() / MILLIS))
            .orElse(0.0);
  }

  private double building(ReadModel model, ToDoubleFunction<Entry> value) {
    return table.ours(model, State.BUILDING).map(value::applyAsDouble).orElse(0.0);
  }
}
