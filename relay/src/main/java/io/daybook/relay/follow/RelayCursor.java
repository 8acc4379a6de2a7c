package io.daybook.relay.follow;

import org.jspecify.annotations.Nullable;

/**
 * How far a recipient was told.
 *
 * @param name its kind, and after a {@code /} which one, if there are several
 * @param position it was told everything up to here; -1 before the first event
 * @param until it is told nothing after this position; null for no end
 * @param epoch counts its owners
 */
public record RelayCursor(String name, long position, @Nullable Long until, long epoch) {
  private static final char SEPARATOR = '/';

  /** The part of the name that says what kind of recipient it is. */
  public String kind() {
    var end = name.indexOf(SEPARATOR);
    return end < 0 ? name : name.substring(0, end);
  }

  /** The part of the name that says which one; empty where there is only one of the kind. */
  public String key() {
    return name.substring(Math.min(name.length(), kind().length() + 1));
  }

  /** Whether it was told everything that it is to be told. */
  public boolean isAtItsEnd() {
    return until != null && position >= until;
  }
}
