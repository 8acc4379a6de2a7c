package io.daybook.app.tracing;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header {@code traceparent} of W3C Trace Context, version 00. */
final class TraceParent {
  private static final Pattern FORM =
      Pattern.compile(
          "[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2}).*");

  private static final int RADIX = 16;

  private TraceParent() {}

  /** What it says; null where it says nothing that can be read. */
  static @Nullable TraceContext parse(@Nullable String text, Tracer tracer) {
    var parts = FORM.matcher(text == null ? "" : text);
    return parts.matches()
        ? tracer
            .traceContextBuilder()
            .traceId(parts.group(1))
            .spanId(parts.group(2))
            .sampled((Integer.parseInt(parts.group(3), RADIX) & 1) == 1)
            .build()
        : null;
  }

  static String write(TraceContext context) {
    return "00-%s-%s-%s"
        .formatted(
            context.traceId(),
            context.spanId(),
            Boolean.TRUE.equals(context.sampled()) ? "01" : "00");
  }
}
