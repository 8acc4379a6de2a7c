package io.daybook.app.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.eventstore.Tracing;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A step is a span below its cause, or, much later, of a trace of its own that is linked to it. */
class MicrometerTracingTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CAUSE = "00f067aa0ba902b7";
  private static final String SAMPLED = "00-" + TRACE + "-" + CAUSE + "-01";
  private static final Instant NOW = Instant.parse("2026-11-30T09:00:00Z");

  private final InMemorySpanExporter exported = InMemorySpanExporter.create();
  private final MicrometerTracing tracing =
      new MicrometerTracing(
          new OtelTracer(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(exported))
                  .build()
                  .get("test"),
              new OtelCurrentTraceContext(),
              _ -> {}),
          Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void a_step_is_below_its_cause_and_under_way_until_it_is_closed() {
    assertThat(tracing.current()).isNull();
    try (var step = tracing.begin("follow stock", SAMPLED, NOW, Map.of("daybook.position", "7"))) {
      assertThat(tracing.current()).startsWith("00-" + TRACE).endsWith("-01").doesNotContain(CAUSE);
      step.failed(new IllegalStateException("no"));
    }
    assertThat(tracing.current()).isNull();
    var span = only();
    assertThat(span.getTraceId()).isEqualTo(TRACE);
    assertThat(span.getParentSpanId()).isEqualTo(CAUSE);
    assertThat(span.getLinks()).isEmpty();
    assertThat(span.getAttributes().get(AttributeKey.stringKey("daybook.position"))).isEqualTo("7");
    assertThat(span.getEvents()).hasSize(1);
  }

  @Test
  void a_step_on_monday_is_linked_to_its_cause_on_friday() {
    var friday = NOW.minus(Duration.ofDays(3));
    tracing.begin("call CARRIER", SAMPLED, friday, Map.of()).close();
    var span = only();
    assertThat(span.getTraceId()).isNotEqualTo(TRACE);
    assertThat(span.getParentSpanContext().isValid()).isFalse();
    assertThat(span.getLinks()).hasSize(1);
    assertThat(span.getLinks().getFirst().getSpanContext().getTraceId()).isEqualTo(TRACE);
    assertThat(span.getLinks().getFirst().getSpanContext().getSpanId()).isEqualTo(CAUSE);
  }

  @Test
  void a_step_beside_is_not_under_way_in_this_thread() {
    var step = tracing.beginBeside("append", SAMPLED, NOW, Map.of());
    assertThat(tracing.current()).isNull();
    step.close();
    assertThat(only().getParentSpanId()).isEqualTo(CAUSE);
  }

  @Test
  void what_is_in_no_trace_or_in_one_that_is_not_sampled_is_not_exported() {
    for (var cause : new String[] {null, "", "nonsense", SAMPLED.replace(TRACE, "0".repeat(32))}) {
      assertThat(tracing.begin("call MAIL", cause, NOW, Map.of())).isSameAs(Tracing.Step.UNTRACED);
    }
    tracing.begin("call MAIL", "00-" + TRACE + "-" + CAUSE + "-00", NOW, Map.of()).close();
    assertThat(exported.getFinishedSpanItems()).isEmpty();
  }

  @Test
  void the_streams_of_an_order_name_it() {
    var number = "0198f2a0-0000-7000-8000-000000000001";
    assertThat(OrderOfStream.of("payment-" + number)).isEqualTo("order-" + number);
    assertThat(OrderOfStream.of("order-" + number)).isEqualTo("order-" + number);
    assertThat(OrderOfStream.of("stock-TEA")).isEmpty();
  }

  private SpanData only() {
    assertThat(exported.getFinishedSpanItems()).hasSize(1);
    return exported.getFinishedSpanItems().getFirst();
  }
}
