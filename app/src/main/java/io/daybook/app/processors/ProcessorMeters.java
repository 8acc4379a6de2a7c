package io.daybook.app.processors;

import io.daybook.runtime.DatabaseNumbers;
import io.daybook.runtime.ProcessorProgress;
import io.daybook.runtime.ProcessorSegments;
import io.daybook.runtime.ProcessorSegments.OneSegment;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import org.axonframework.config.EventProcessingConfiguration;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * How far behind the log the processors are, in whatever process their segments are: those that
 * this process runs from its start on. What follows a read model is measured with the read model.
 */
@Component
class ProcessorMeters implements SmartInitializingSingleton {
  private static final double MILLIS = 1_000;

  private final EventProcessingConfiguration processing;
  private final ProcessorSegments segments;
  private final ProcessorProgress progress;
  private final DatabaseNumbers numbers;
  private final Clock clock;
  private final MeterRegistry meters;

  ProcessorMeters(
      EventProcessingConfiguration processing,
      ProcessorSegments segments,
      ProcessorProgress progress,
      DatabaseNumbers numbers,
      Clock clock,
      MeterRegistry meters) {
    this.processing = processing;
    this.segments = segments;
    this.progress = progress;
    this.numbers = numbers;
    this.clock = clock;
    this.meters = meters;
  }

  @Override
  public void afterSingletonsInstantiated() {
    for (var name : processing.eventProcessors().keySet()) {
      gauge("lag", name, "Events that the slowest segment is behind", () -> segments.lag(name));
      gauge(
          "lag.seconds",
          name,
          "How long ago the first event was recorded that the slowest segment has not followed",
          () -> seconds(name));
      gauge(
          "segments.stopped",
          name,
          "Segments from which nobody goes on until an operator has decided",
          () -> count(name, one -> one.stopped() != null));
      gauge(
          "segments.unowned",
          name,
          "Segments that no process has",
          () -> count(name, one -> one.owner() == null));
    }
  }

  private double seconds(String processor) {
    if (segments.lag(processor) == 0) {
      return 0;
    }
    return progress
        .followedUntil(List.of(processor))
        .map(until -> Math.max(0, Duration.between(until, clock.instant()).toMillis() / MILLIS))
        .orElse(0.0);
  }

  private long count(String processor, Predicate<OneSegment> which) {
    return segments.of(processor).stream().filter(which).count();
  }

  private void gauge(String name, String processor, String says, DoubleSupplier value) {
    Gauge.builder("daybook.processor." + name, numbers, all -> all.ask(value))
        .description(says)
        .tag("processor", processor)
        .register(meters);
  }
}
