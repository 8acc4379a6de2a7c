package io.daybook.console.projection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How far read models were behind the log, whenever this process has looked for somebody within the
 * last minutes. It does not look by itself, so there are holes where nobody watched.
 */
@Component
public final class LagSamples {
  /** So far back. */
  static final Duration KEPT = Duration.ofMinutes(10);

  private static final Duration NOT_SOONER = Duration.ofSeconds(1);

  private final Map<String, Deque<Sample>> samples = new HashMap<>();
  private Instant latest = Instant.EPOCH;

  /** What was seen. */
  record Sample(Instant at, long lag) {}

  /** Notes what was just answered. */
  public synchronized void note(Instant at, Collection<ModelReport> reports) {
    if (at.isBefore(latest.plus(NOT_SOONER))) {
      return;
    }
    latest = at;
    for (var report : reports) {
      var all = samples.computeIfAbsent(report.name(), _ -> new ArrayDeque<>());
      all.addLast(new Sample(at, report.lag()));
      while (all.getFirst().at().isBefore(at.minus(KEPT))) {
        all.removeFirst();
      }
    }
  }

  /** The chart of a read model; null when it was seen less than twice. */
  synchronized @Nullable LagChart chart(String model, Instant now) {
    var all = samples.getOrDefault(model, new ArrayDeque<>());
    var recent = all.stream().filter(one -> one.at().isAfter(now.minus(KEPT))).toList();
    return recent.size() < 2 ? null : LagChart.of(recent, now);
  }
}
