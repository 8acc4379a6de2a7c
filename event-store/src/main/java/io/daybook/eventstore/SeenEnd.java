package io.daybook.eventstore;

import org.jspecify.annotations.Nullable;

/**
 * The last event that this process has seen. Every look at the log begins at it. When it is gone,
 * or another one is in its place, the database was restored, or has failed over to a copy that
 * lacked the end: then the pages here, the events in the processors' hands and their tokens are of
 * a log that does not exist.
 */
final class SeenEnd {
  private final LastResort lastResort;
  private volatile LogPlace place;
  private volatile boolean gone;

  /**
   * @param lastResort asked for when the log went back
   */
  SeenEnd(LogPlace place, LastResort lastResort) {
    this.place = place;
    this.lastResort = lastResort;
  }

  /** Its position; -1 when the log was empty. */
  long position() {
    return place.position();
  }

  /** Whether the log went back behind it: what this process remembers is not true any more. */
  boolean isGone() {
    return gone;
  }

  /** More was seen. */
  void moveTo(LogPlace further) {
    place = further;
  }

  /**
   * Compares it with what stands in its place now.
   *
   * @param there null when nothing does
   * @throws IllegalStateException when it is another one; the last resort is then under way
   */
  void check(@Nullable LogPlace there) {
    if (position() >= 0 && !place.equals(there)) {
      var why =
          "The log went back: this process has read %s, and now %s is in its place. Was a backup restored, or did a failover lose the end? What this process remembers is not true any more."
              .formatted(place, there == null ? "nothing" : there);
      gone = true;
      lastResort.end(why);
      throw new IllegalStateException(why);
    }
  }
}
