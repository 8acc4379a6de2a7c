package io.daybook.eventstore;

/**
 * Remembers what it has read, for speed only, and can let go of it: somebody has asked to be
 * forgotten, and what is in memory is in clear.
 */
public interface Forgetful {

  /** Lets go of everything; what is needed is read again. */
  void forget();
}
