package io.daybook.eventstore;

/** The processors of the other processes on this database. */
public interface FollowersElsewhere {

  /**
   * Asks how far they are. Some milliseconds later they have written it down where their signs of
   * life are; one that does not hear it is known by its tokens.
   */
  void ask();

  /**
   * What this process does when another one asks; it must not block. Until then it hears nothing.
   */
  void answerWith(Runnable answer);
}
