package io.daybook.app.health;

import io.daybook.runtime.DatabaseNumbers;
import io.daybook.runtime.ProcessorSegments.OneSegment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Out of service while a processor stands that this process runs: an operator has to decide from
 * where one of its segments goes on, or one is behind the log and has not moved for long, and no
 * other process has it. A segment that is behind and moves is well; how far it is behind is a
 * metric. It is well again by itself as soon as the segment moves.
 *
 * <p>While the database does not answer this is not known, and says nothing: that the log cannot be
 * read is told by another.
 */
final class ProcessorsHealth extends AbstractHealthIndicator {
  private final String me;
  private final Supplier<Collection<String>> processors;
  private final Function<String, List<OneSegment>> segments;
  private final DatabaseNumbers numbers;
  private final Duration standsAfter;
  private final Clock clock;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  /** Where a segment was seen first that is still there, and since when. */
  private record Seen(long position, Instant since) {}

  /**
   * @param me the name of this process among the owners of segments
   * @param processors the names of those that this process runs now
   */
  ProcessorsHealth(
      String me,
      Supplier<Collection<String>> processors,
      Function<String, List<OneSegment>> segments,
      DatabaseNumbers numbers,
      Duration standsAfter,
      Clock clock) {
    super("It is not known where the processors are");
    this.me = me;
    this.processors = processors;
    this.segments = segments;
    this.numbers = numbers;
    this.standsAfter = standsAfter;
    this.clock = clock;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    health.up();
    var all = numbers.answer(this::segments);
    if (all.isEmpty()) {
      health.withDetail("known", false);
      return;
    }
    var troubles = new ArrayList<String>();
    all.get()
        .forEach(
            (processor, own) ->
                own.forEach(segment -> trouble(processor, segment).ifPresent(troubles::add)));
    if (!troubles.isEmpty()) {
      health.outOfService().withDetail("troubles", troubles);
    }
  }

  private Map<String, List<OneSegment>> segments() {
    var all = new HashMap<String, List<OneSegment>>();
    for (var processor : processors.get()) {
      all.put(
          processor,
          segments.apply(processor).stream()
              .filter(one -> one.owner() == null || me.equals(one.owner()))
              .toList());
    }
    return all;
  }

  private Optional<String> trouble(String processor, OneSegment segment) {
    var name = "Segment %d of %s".formatted(segment.number(), processor);
    if (segment.stopped() != null) {
      return Optional.of("%s is stopped: %s".formatted(name, segment.stopped()));
    }
    if (segment.lag() == 0) {
      seen.remove(name);
      return Optional.empty();
    }
    var now = clock.instant();
    var since =
        seen.compute(
                name,
                (_, known) ->
                    known == null || known.position() != segment.position()
                        ? new Seen(segment.position(), now)
                        : known)
            .since();
    return Duration.between(since, now).compareTo(standsAfter) >= 0
        ? Optional.of(
            "%s is %d events behind and has not moved since %s"
                .formatted(name, segment.lag(), since))
        : Optional.empty();
  }
}
