package io.daybook.schema;

/**
 * Says of a state what must hold, where the state is made. A breach is a bug, or a log that was
 * changed by hand: it stops whoever meets it before anything is decided on top of it.
 */
public final class Invariant {
  private Invariant() {}

  /**
   * Checks what must hold.
   *
   * @param invariant in words, such as {@code "no more is reserved than is on hand"}
   * @throws IllegalStateException when it does not hold
   */
  public static void check(boolean holds, String invariant) {
    if (!holds) {
      throw new IllegalStateException("It must hold that " + invariant);
    }
  }
}
