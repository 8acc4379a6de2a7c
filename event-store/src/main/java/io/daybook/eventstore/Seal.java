package io.daybook.eventstore;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A range of the log under a hash that follows from the seal before it. The hashes are SHA-256 in
 * hex.
 *
 * @param root hash of the events of the range
 * @param previous hash of the seal before, or {@link #NOTHING_BEFORE}
 * @param hash of all the others
 */
record Seal(long first, long last, Instant sealedAt, String root, String previous, String hash) {
  static final String NOTHING_BEFORE = "00".repeat(32);

  static Seal of(long first, long last, Instant sealedAt, String root, String previous) {
    return new Seal(
        first, last, sealedAt, root, previous, hash(previous, first, last, sealedAt, root));
  }

  /** Whether it is as it was made, right after another. */
  boolean follows(String hashBefore, long position) {
    return first == position
        && hashBefore.equals(previous)
        && hash.equals(hash(hashBefore, first, last, sealedAt, root));
  }

  private static String hash(
      String previous, long first, long last, Instant sealedAt, String root) {
    return new LogDigest()
        .add(previous)
        .add(first)
        .add(last)
        .add(ChronoUnit.MICROS.between(Instant.EPOCH, sealedAt))
        .add(root)
        .hex();
  }
}
