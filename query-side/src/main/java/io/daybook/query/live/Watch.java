package io.daybook.query.live;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.FluxSink;

/**
 * Looks at something again and again, and tells what it is when that has changed. Who takes it
 * slowly is told of fewer states, and nothing waits for him.
 *
 * @param <T> what it is
 */
final class Watch<T> implements Runnable {
  private final Supplier<T> look;
  private final FluxSink<T> sink;
  private @Nullable T last;

  Watch(Supplier<T> look, FluxSink<T> sink) {
    this.look = look;
    this.sink = sink;
  }

  @Override
  public void run() {
    if (sink.requestedFromDownstream() == 0 || sink.isCancelled()) {
      return;
    }
    try {
      var now = look.get();
      if (!now.equals(last)) {
        last = now;
        sink.next(now);
      }
    } catch (RuntimeException failure) {
      sink.error(failure);
    }
  }
}
