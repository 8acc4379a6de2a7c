package io.daybook.eventstore;

/** The processors of the other processes on this database. */
@FunctionalInterface
public interface FollowersElsewhere {

  /**
   * Asks how far they are. They write it down in {@code event_log.process}, some milliseconds
   * later; one that does not hear it is known by its tokens.
   */
  void ask();
}
