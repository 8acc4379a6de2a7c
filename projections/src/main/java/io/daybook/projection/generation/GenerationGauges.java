package io.daybook.projection.generation;

import io.daybook.eventstore.EventLog;
import io.daybook.projection.ReadModel;
import io.daybook.runtime.ProcessorProgress;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** How far generations are, when somebody looks. */
@Component
class GenerationGauges implements MeterBinder {
  private final GenerationTable table;
  private final ComparisonTables comparison;
  private final ProcessorProgress progress;
  private final EventLog events;

  GenerationGauges(
      GenerationTable table,
      ComparisonTables comparison,
      ProcessorProgress progress,
      EventLog events) {
    this.table = table;
    this.comparison = comparison;
    this.progress = progress;
    this.events = events;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (var model : ReadModel.values()) {
      gauge(registry, model, "lag", "Events that the live generation has not followed", this::lag);
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
    Gauge.builder("daybook.projection." + name, () -> value.applyAsDouble(model))
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

  private double building(ReadModel model, ToDoubleFunction<Entry> value) {
    return table.ours(model, State.BUILDING).map(value::applyAsDouble).orElse(0.0);
  }
}
