package io.daybook.eventstore;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the seals say of the log.
 *
 * @param intact whether every sealed event is as it was when it was sealed, and none is missing
 * @param firstBroken the first range that is not, and why; null when all is intact
 * @param seals ranges that were computed again: all, or those from a seal on that was named
 * @param sealedEvents events in them, counted
 * @param unsealedEvents events that are too new to be sealed
 * @param latestHash hash of the latest seal in hex, or null when there is none: worth keeping
 *     elsewhere
 * @param expected where the seal is that was asked for, or null when none was
 */
public record SealVerdict(
    boolean intact,
    @Nullable Broken firstBroken,
    long seals,
    long sealedEvents,
    long unsealedEvents,
    @Nullable String latestHash,
    @Nullable Expected expected) {

  /** Where a seal is whose hash was kept elsewhere. */
  public enum Expected {
    /** It is the last one. */
    LATEST,
    /** It is one before the last: the log has grown since. */
    EARLIER,
    /** It is not there: the log has lost its end, or was written anew. */
    MISSING
  }

  /**
   * A range of the log that does not match its seal.
   *
   * @param what {@code events} when they hash to something else or are not as many, {@code missing}
   *     when there are fewer than positions, {@code seal} when the seal itself was changed or does
   *     not follow the one before
   */
  public record Broken(long firstPosition, long lastPosition, Instant sealedAt, String what) {}

  /** No seal has the hash of the one from which the log was to be computed again. */
  static SealVerdict missing(Optional<Seals.SealedUpTo> sealed, long head) {
    var last = sealed.map(Seals.SealedUpTo::lastPosition).orElse(-1L);
    return new SealVerdict(false, null, 0, 0, Math.max(0, head - last), null, Expected.MISSING);
  }

  /** Goes through the seals in their order. */
  static final class Building {
    private final @Nullable String wanted;
    private @Nullable Broken broken;
    private @Nullable String latestHash;
    private boolean found;
    private long last = -1;
    private long seals;
    private long events;

    Building(@Nullable String wanted) {
      this.wanted = wanted;
    }

    /** Begins with a seal whose hash was kept elsewhere. */
    static Building from(Seal seal) {
      var building = new Building(seal.hash());
      building.last = seal.first() - 1;
      building.latestHash = seal.previous();
      return building;
    }

    /** The last position that is sealed. */
    long last() {
      return last;
    }

    String latest() {
      return latestHash == null ? Seal.NOTHING_BEFORE : latestHash;
    }

    boolean isBroken() {
      return broken != null;
    }

    /**
     * The next seal.
     *
     * @param range its events as they are now, or null when the seal does not follow
     */
    void add(Seal seal, Seals.@Nullable Range range) {
      var what = brokenIn(seal, range);
      if (what != null) {
        broken = new Broken(seal.first(), seal.last(), seal.sealedAt(), what);
        return;
      }
      seals++;
      events += range == null ? 0 : range.events();
      last = seal.last();
      latestHash = seal.hash();
      found = found || seal.hash().equalsIgnoreCase(wanted);
    }

    private static @Nullable String brokenIn(Seal seal, Seals.@Nullable Range range) {
      if (range == null) {
        return "seal";
      }
      if (!range.root().equals(seal.root())
          || (seal.events() != null && seal.events() != range.events())) {
        return "events";
      }
      return range.events() == seal.last() - seal.first() + 1 ? null : "missing";
    }

    SealVerdict build(long head) {
      var expected = expected();
      return new SealVerdict(
          broken == null && expected != Expected.MISSING,
          broken,
          seals,
          events,
          Math.max(0, head - last),
          latestHash,
          expected);
    }

    private @Nullable Expected expected() {
      if (wanted == null || (broken != null && !found)) {
        return null; // behind what is broken nothing was looked at
      }
      if (!found) {
        return Expected.MISSING;
      }
      return wanted.equalsIgnoreCase(latestHash) ? Expected.LATEST : Expected.EARLIER;
    }
  }
}
