package io.daybook.relay.inbox;

import java.time.Duration;
import java.util.OptionalDouble;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/** How the inbox fares, for health and metrics. */
class InboxState {
  /** A broker that has told nothing of itself for so long is away. */
  private static final Duration SILENT = Duration.ofSeconds(30);

  private volatile @Nullable String trouble;
  private volatile double lag = Double.NaN;
  private volatile double silentSeconds;
  private volatile boolean assigned;

  /** Messages cannot be done, or not even read, for now. */
  void fails(Throwable failure) {
    trouble = failure.toString();
  }

  void works() {
    trouble = null;
  }

  /** The broker was asked; only the thread of the consumer may ask it. */
  void asked(Consumer<?, ?> consumer) {
    lag = metric(consumer, "records-lag-max").orElse(Double.NaN);
    silentSeconds = metric(consumer, "last-heartbeat-seconds-ago").orElse(0);
    assigned = !consumer.assignment().isEmpty();
  }

  private static OptionalDouble metric(Consumer<?, ?> consumer, String name) {
    for (var metric : consumer.metrics().entrySet()) {
      if (metric.getKey().name().equals(name)
          && metric.getKey().group().startsWith("consumer-")
          && metric.getValue().metricValue() instanceof Double value
          && value >= 0) {
        return OptionalDouble.of(value);
      }
    }
    return OptionalDouble.empty();
  }

  /** The most messages of a partition that are not read yet; not a number before it is known. */
  double lag() {
    return lag;
  }

  /** What is in the way; null when nothing is. */
  @Nullable String trouble() {
    if (trouble != null) {
      return trouble;
    }
    return silentSeconds > SILENT.toSeconds()
        ? "The broker does not answer since %.0f seconds".formatted(silentSeconds)
        : null;
  }

  /** Whether this process has a part of the topics to read. */
  boolean isAssigned() {
    return assigned;
  }
}
