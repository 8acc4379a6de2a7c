package io.daybook.eventstore;

/**
 * Ends this process, at once and without tidying up, because what it has in memory is not true any
 * more. Everything here survives being killed; nothing is made to survive a memory of events that
 * never happened.
 */
@FunctionalInterface
public interface LastResort {
  /** The exit code: a failure that another start may mend (EX_TEMPFAIL of sysexits.h). */
  int EXIT_CODE = 75;

  /**
   * Does not return, except in tests.
   *
   * @param why a message for the operator
   */
  void end(String why);
}
