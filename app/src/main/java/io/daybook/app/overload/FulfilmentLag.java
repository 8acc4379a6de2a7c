package io.daybook.app.overload;

import io.daybook.runtime.ProcessorProgress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.AxonThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far those are behind the log who carry orders on, in whatever process they run. Looked at
 * once a second, so that a request costs nothing.
 */
class FulfilmentLag implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FulfilmentLag.class);

  private static final List<String> FOLLOWERS =
      List.of("OrderFulfilmentSagaProcessor", "outside-calls");

  private static final long EVERY_MILLIS = 1_000;

  private final ProcessorProgress progress;
  private final Clock clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(new AxonThreadFactory("fulfilment-lag"));
  private volatile Duration latest = Duration.ZERO;

  FulfilmentLag(ProcessorProgress progress, Clock clock) {
    this.progress = progress;
    this.clock = clock;
    var unused = thread.scheduleWithFixedDelay(this::look, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** As it was at the latest look; none while nobody has ever followed the log. */
  Duration latest() {
    return latest;
  }

  private void look() {
    try {
      latest =
          progress
              .followedUntil(FOLLOWERS)
              .map(until -> Duration.between(until, clock.instant()))
              .orElse(Duration.ZERO);
    } catch (RuntimeException | Error failure) { // a thrown one would be the last look
      log.warn("It is not known how far the fulfilments are behind; looking again", failure);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
