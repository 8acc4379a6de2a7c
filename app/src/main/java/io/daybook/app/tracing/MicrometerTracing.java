package io.daybook.app.tracing;

import io.daybook.eventstore.Tracing;
import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Steps as spans of Micrometer, which hands them to OpenTelemetry. */
final class MicrometerTracing implements Tracing {
  private final Tracer tracer;
  private final Clock clock;

  MicrometerTracing(Tracer tracer, Clock clock) {
    this.tracer = tracer;
    this.clock = clock;
  }

  @Override
  public @Nullable String current() {
    var span = tracer.currentSpan();
    return span == null ? null : TraceParent.write(span.context());
  }

  @Override
  public Step begin(
      String name, @Nullable String cause, Instant recorded, Map<String, String> notes) {
    var span = span(name, cause, recorded, notes);
    return span == null ? Step.UNTRACED : new SpanStep(span, tracer.withSpan(span));
  }

  @Override
  public Step beginBeside(
      String name, @Nullable String cause, Instant recorded, Map<String, String> notes) {
    var span = span(name, cause, recorded, notes);
    return span == null ? Step.UNTRACED : new SpanStep(span, null);
  }

  private @Nullable Span span(
      String name, @Nullable String cause, Instant recorded, Map<String, String> notes) {
    var context = TraceParent.parse(cause, tracer);
    if (context == null) {
      return null;
    }
    var builder = tracer.spanBuilder().name(name);
    if (Duration.between(recorded, clock.instant()).compareTo(SAME_TRACE) > 0) {
      builder.setNoParent().addLink(new Link(context));
    } else {
      builder.setParent(context);
    }
    notes.forEach(builder::tag);
    return builder.start();
  }

  /**
   * A step.
   *
   * @param scope in which it is under way in its thread, or null
   */
  private record SpanStep(Span span, Tracer.@Nullable SpanInScope scope) implements Step {
    @Override
    public void failed(Throwable failure) {
      span.error(failure);
    }

    @Override
    public void close() {
      if (scope != null) {
        scope.close();
      }
      span.end();
    }
  }
}
