package io.daybook.eventstore;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows what a request leads to, across processes: each command, append, event that is followed
 * and call is a step, and each event says in its metadata ({@link MetadataKeys#TRACE_PARENT}) which
 * step it is of. An application that traces nothing has {@link #NONE}, which costs nothing.
 */
public interface Tracing {
  /**
   * A step that begins longer after its cause was recorded is no longer of the same trace, which
   * would never end: it begins one of its own, which is linked to it.
   */
  Duration SAME_TRACE = Duration.ofMinutes(10);

  /** Whether anything is traced at all. */
  default boolean isOn() {
    return true;
  }

  /** The step under way in this thread, as in the header {@code traceparent}; null without one. */
  @Nullable String current();

  /**
   * Begins a step that is under way in this thread until it is closed, in this thread. Where the
   * cause is in no trace, neither is the step.
   *
   * @param name one of few: no ids in it
   * @param cause what led to it, as in the header {@code traceparent}; null for nothing
   * @param recorded when that was recorded
   * @param notes what else is known, such as the stream
   */
  Step begin(String name, @Nullable String cause, Instant recorded, Map<String, String> notes);

  /** The same for a step that is under way beside what this thread does; any thread closes it. */
  Step beginBeside(
      String name, @Nullable String cause, Instant recorded, Map<String, String> notes);

  /** Something that takes time. */
  interface Step extends AutoCloseable {
    /** A step of no trace. */
    Step UNTRACED =
        new Step() {
          @Override
          public void failed(Throwable failure) {}

          @Override
          public void close() {}
        };

    /** It has come to nothing. */
    void failed(Throwable failure);

    @Override
    void close();
  }

  /** Traces nothing. */
  Tracing NONE =
      new Tracing() {
        @Override
        public boolean isOn() {
          return false;
        }

        @Override
        public @Nullable String current() {
          return null;
        }

        @Override
        public Step begin(
            String name, @Nullable String cause, Instant recorded, Map<String, String> notes) {
          return Step.UNTRACED;
        }

        @Override
        public Step beginBeside(
            String name, @Nullable String cause, Instant recorded, Map<String, String> notes) {
          return Step.UNTRACED;
        }
      };
}
