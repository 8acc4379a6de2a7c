package io.daybook.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;

/**
 * What this process knows of its own claims, without asking the database: which segments are its
 * own, which it may take, and for how long nobody else can have taken them.
 */
final class Claims {
  /** So many batches of a segment fail one after another before it is left to others. */
  private static final int PATIENCE = 3;

  private static final Duration FIRST_REFUSAL = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 6;

  /** A claimed segment, its token then, and when that was. */
  private record Claim(Segment segment, @Nullable TrackingToken token, long at) {}

  /** Failures of a segment one after another, and until when it is left to others. */
  private record Failures(int count, long refusedUntil) {}

  private final LongSupplier nanoTime;
  private final Map<Place, Claim> held = new ConcurrentHashMap<>();
  private final Map<Place, Failures> failures = new ConcurrentHashMap<>();
  private final Semaphore news = new Semaphore(0);
  private volatile Map<String, List<Segment>> mine = Map.of();
  private volatile boolean outdated;
  private volatile boolean everValid;
  private volatile long validUntil;

  Claims(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void claimed(String processor, Segment segment, @Nullable TrackingToken token) {
    held.put(
        new Place(processor, segment.getSegmentId()),
        new Claim(segment, token, nanoTime.getAsLong()));
  }

  void released(String processor, int segment) {
    held.remove(new Place(processor, segment));
  }

  /** The segment as it was claimed, with the part of all events that it is. */
  Segment segment(Place place) {
    return claim(place).segment();
  }

  /** The token with which it was claimed: what had been handled by then. */
  @Nullable TrackingToken token(Place place) {
    return claim(place).token();
  }

  private Claim claim(Place place) {
    var claim = held.get(place);
    if (claim == null) {
      throw lost(place);
    }
    return claim;
  }

  /** Which segments of a processor are held that were claimed before an instant. */
  Set<Integer> heldBefore(String processor, long nanos) {
    return held.entrySet().stream()
        .filter(one -> one.getKey().processor().equals(processor))
        .filter(one -> one.getValue().at() - nanos < 0)
        .map(one -> one.getKey().segment())
        .collect(Collectors.toSet());
  }

  boolean holds(Place place) {
    return held.containsKey(place);
  }

  /** The segments of a processor that this process owns or may claim. */
  List<Segment> mine(String processor) {
    var segments = mine.get(processor);
    if (segments == null) { // it has just begun, and was not thought of when they were divided
      wake();
      return List.of();
    }
    return segments;
  }

  void divide(Map<String, List<Segment>> byProcessor) {
    mine = Map.copyOf(byProcessor);
  }

  /** Until then no other process takes what this one owns. */
  void validUntil(long nanos) {
    validUntil = nanos;
    everValid = true;
  }

  /** Whether others may have taken what this process owned, because it has been silent. */
  boolean haveLapsed() {
    return everValid && nanoTime.getAsLong() - validUntil >= 0;
  }

  /**
   * Asked before anything is done for an event of a segment.
   *
   * @throws UnableToClaimTokenException when another process may own it by now
   */
  void require(Place place) {
    if (!everValid || haveLapsed() || !holds(place)) {
      throw lost(place);
    }
  }

  private static UnableToClaimTokenException lost(Place place) {
    return new UnableToClaimTokenException("%s may be another process's by now".formatted(place));
  }

  /** This release has met an event that only a newer one knows, and cannot get past it. */
  void outdated() {
    outdated = true;
    wake();
  }

  void failed(Place place) {
    var now = nanoTime.getAsLong();
    failures.compute(
        place,
        (_, before) -> {
          var count = before == null ? 1 : before.count() + 1;
          var doublings = Math.clamp(count - PATIENCE, 0, MOST_DOUBLINGS);
          var refusal = count < PATIENCE ? 0 : FIRST_REFUSAL.toNanos() << doublings;
          return new Failures(count, now + refusal);
        });
  }

  void succeeded(Place place) {
    failures.remove(place);
  }

  /** Which of these segments others should try first. */
  Set<Place> refused(Set<Place> all) {
    var now = nanoTime.getAsLong();
    return all.stream()
        .filter(
            place -> {
              var failed = failures.get(place);
              return outdated || (failed != null && failed.refusedUntil() - now > 0);
            })
        .collect(Collectors.toSet());
  }

  /** Something has changed that is worth a look at once. */
  void wake() {
    if (news.availablePermits() == 0) {
      news.release();
    }
  }

  /** Waits for that, or until the next look is due. */
  void await(Duration most) throws InterruptedException {
    var unused = news.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** The segments that are named, of all that there are of a processor. */
  static List<Segment> named(Set<Integer> numbers, int[] all) {
    var segments = new HashMap<Integer, Segment>();
    for (var segment : Segment.computeSegments(all)) {
      segments.put(segment.getSegmentId(), segment);
    }
    return numbers.stream().filter(segments::containsKey).map(segments::get).toList();
  }
}
