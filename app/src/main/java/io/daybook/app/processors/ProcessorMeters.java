package io.daybook.app.processors;

import io.daybook.runtime.ProcessorSegments;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.axonframework.config.EventProcessingConfiguration;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** How far behind the log the processors are that this process runs, in whatever process. */
@Component
class ProcessorMeters implements SmartInitializingSingleton {
  private final EventProcessingConfiguration processing;
  private final ProcessorSegments segments;
  private final MeterRegistry meters;

  ProcessorMeters(
      EventProcessingConfiguration processing, ProcessorSegments segments, MeterRegistry meters) {
    this.processing = processing;
    this.segments = segments;
    this.meters = meters;
  }

  @Override
  public void afterSingletonsInstantiated() {
    for (var name : processing.eventProcessors().keySet()) {
      Gauge.builder("daybook.processor.lag", segments, all -> all.lag(name))
          .description("Events of the log that the slowest segment is behind")
          .tag("processor", name)
          .register(meters);
    }
  }
}
