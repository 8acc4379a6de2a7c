package io.daybook.runtime;

import io.daybook.eventstore.MetadataKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What each line of the application's log says beside its text while a message is under way, where
 * its format has it, as JSON does: {@code stream}, {@code order}, {@code position} and {@code
 * traceId}.
 */
final class LogNotes {
  static final String TRACE = "traceId";

  private static final int TRACE_BEGIN = "00-".length();
  private static final int TRACE_END = TRACE_BEGIN + 32;

  private final MessageNotes subjects;

  LogNotes(MessageNotes subjects) {
    this.subjects = subjects;
  }

  /** Takes back what was written. */
  interface Written extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Writes it for this thread; what another has written stays.
   *
   * @param position of the event, or null for a command
   */
  Written write(@Nullable String stream, @Nullable Long position, Map<String, ?> metadata) {
    var written = new ArrayList<String>(4);
    if (stream != null) {
      put("stream", stream, written);
      var subject = subjects.subjectOf(stream);
      if (!subject.isEmpty()) {
        put("order", subject, written);
      }
    }
    if (position != null) {
      put("position", position.toString(), written);
    }
    if (metadata.get(MetadataKeys.TRACE_PARENT) instanceof String trace
        && trace.length() > TRACE_END) {
      put(TRACE, trace.substring(TRACE_BEGIN, TRACE_END), written);
    }
    return () -> written.forEach(MDC::remove);
  }

  private static void put(String key, String value, List<String> written) {
    if (MDC.get(key) == null) {
      MDC.put(key, value);
      written.add(key);
    }
  }
}
