package io.daybook.eventstore;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A range of the log under a hash that follows from the seal before it. The hashes are SHA-256 in
 * hex.
 *
 * @param events how many the range has; null in seals of release 0.1.0, which did not count
 * @param root hash of the events of the range
 * @param previous hash of the seal before, or {@link #NOTHING_BEFORE}
 * @param hash of all the others
 */
record Seal(
    long first,
    long last,
    Instant sealedAt,
    @Nullable Long events,
    String root,
    String previous,
    String hash) {
  static final String NOTHING_BEFORE = "00".repeat(32);

  /** Seals a range. */
  static Seal of(long first, long last, Instant sealedAt, Seals.Range range, String previous) {
    var open = new Seal(first, last, sealedAt, range.events(), range.root(), previous, "");
    return new Seal(
        first, last, sealedAt, range.events(), range.root(), previous, open.hashOfTheOthers());
  }

  /** Whether it is as it was made, right after another. */
  boolean follows(String hashBefore, long position) {
    return first == position && hashBefore.equals(previous) && hash.equals(hashOfTheOthers());
  }

  private String hashOfTheOthers() {
    var digest =
        new LogDigest()
            .add(previous)
            .add(first)
            .add(last)
            .add(ChronoUnit.MICROS.between(Instant.EPOCH, sealedAt))
            .add(root);
    return (events == null ? digest : digest.add(events)).hex();
  }
}
