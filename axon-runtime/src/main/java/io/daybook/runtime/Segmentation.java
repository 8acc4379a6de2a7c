package io.daybook.runtime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackerStatus;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Splits and merges the segments of a processor in the table of tokens, in one transaction and from
 * any process. It takes the tokens from their owners: a batch under way was either committed
 * before, and then its token is what is split, or fails and comes again. So no owner has to be
 * asked, and none can go on with a part that it no longer has.
 */
final class Segmentation {
  private static final Comparator<Segment> LARGEST_FIRST =
      Comparator.comparing(Segment::getMask).thenComparing(Segment::getSegmentId);

  private final TokenTable table;
  private final TokenJson json;
  private final TransactionTemplate transaction;

  Segmentation(TokenTable table, TokenJson json, PlatformTransactionManager transactions) {
    this.table = table;
    this.json = json;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Splits the largest, or merges the smallest, until there are so many.
   *
   * @return why nothing was changed, or nothing
   */
  Optional<ProcessorSegments.Refusal> resize(String processor, int number) {
    return Objects.requireNonNull(
        transaction.execute(
            _ -> {
              table.lockNumber(processor);
              var rows = table.lockAll(processor);
              var refusal = refusal(rows, number);
              if (refusal.isEmpty()) {
                new Change(processor, rows).to(number);
              }
              return refusal;
            }));
  }

  private Optional<ProcessorSegments.Refusal> refusal(List<TokenTable.Row> rows, int number) {
    if (rows.isEmpty()) {
      return ProcessorSegments.refused("never-ran", "The processor has no segments yet");
    }
    if (rows.size() == number) {
      return ProcessorSegments.refused("already-so-many", "There are " + number + " already");
    }
    if (rows.stream().anyMatch(row -> row.stopped() != null)) {
      return ProcessorSegments.refused(
          "stopped", "A segment is stopped; first decide from where it goes on");
    }
    if (number < rows.size()
        && rows.stream().anyMatch(row -> ReplayToken.isReplay(json.read(row.token())))) {
      return ProcessorSegments.refused(
          "is-replaying", "The processor reads the log again; merge when it has caught up");
    }
    return Optional.empty();
  }

  /** One change of the number, until it is written. */
  private final class Change {
    private final String processor;
    private final Map<Segment, TrackingToken> segments = new HashMap<>();
    private final Set<Integer> before = new HashSet<>();
    private final Set<Segment> changed = new HashSet<>();

    Change(String processor, List<TokenTable.Row> rows) {
      this.processor = processor;
      var all = rows.stream().mapToInt(TokenTable.Row::segment).toArray();
      for (var row : rows) {
        before.add(row.segment());
        segments.put(Segment.computeSegment(row.segment(), all), json.read(row.token()));
      }
    }

    void to(int number) {
      while (segments.size() < number) {
        split(segments.keySet().stream().min(LARGEST_FIRST).orElseThrow());
      }
      while (segments.size() > number) {
        merge(segments.keySet().stream().max(LARGEST_FIRST).orElseThrow());
      }
      write();
    }

    private void split(Segment segment) {
      for (var half : TrackerStatus.split(segment, take(segment))) {
        put(half.getSegment(), Objects.requireNonNull(half.getInternalTrackingToken()));
      }
    }

    /** The smallest segment has its other half beside it, for nothing is smaller. */
    private void merge(Segment upper) {
      var lower =
          segments.keySet().stream().filter(upper::isMergeableWith).findFirst().orElseThrow();
      var upperToken = take(upper);
      var lowerToken = take(lower);
      put(lower.mergedWith(upper), MergedTrackingToken.merged(lowerToken, upperToken));
    }

    private TrackingToken take(Segment segment) {
      changed.remove(segment);
      return Objects.requireNonNull(segments.remove(segment));
    }

    private void put(Segment segment, TrackingToken token) {
      segments.put(segment, token);
      changed.add(segment);
    }

    private void write() {
      for (var segment : changed) {
        var number = segment.getSegmentId();
        var token = json.written(segments.get(segment));
        if (before.contains(number)) {
          table.replace(processor, number, token);
        } else if (!table.insert(processor, number, token)) {
          throw new IllegalStateException("Segment %d of %s is there".formatted(number, processor));
        }
      }
      var left = new ArrayList<>(before);
      segments.keySet().forEach(segment -> left.remove((Integer) segment.getSegmentId()));
      left.forEach(number -> table.remove(processor, number));
    }
  }
}
