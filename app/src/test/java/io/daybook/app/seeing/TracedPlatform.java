package io.daybook.app.seeing;

import io.daybook.app.PlatformForTests;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A platform that traces everything, in memory, and in which no other test leaves anything. */
@TestPropertySource(
    properties = {
      "daybook.tracing.enabled=true",
      "daybook.webhooks.unsafe-addresses=true",
      "management.tracing.sampling.probability=1.0",
      "management.opentelemetry.tracing.export.schedule-delay=100ms"
    })
@Import(TracedPlatform.InMemory.class)
abstract class TracedPlatform extends PlatformForTests {
  @Autowired private InMemorySpanExporter exported;

  @TestConfiguration(proxyBeanMethods = false)
  static class InMemory {
    @Bean
    InMemorySpanExporter inMemory() {
      return InMemorySpanExporter.create();
    }
  }

  /** What is known of a trace by now. */
  final List<SpanData> spans(String trace) {
    return exported.getFinishedSpanItems().stream()
        .filter(span -> span.getTraceId().equals(trace))
        .toList();
  }
}
