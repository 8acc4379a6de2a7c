package io.daybook.runtime;

/** Knows which failures of commands are answers to their senders, and no failures of ours. */
@FunctionalInterface
public interface RefusalTest {

  /** Whether a rule of the domain has refused the command. */
  boolean isRefusal(Throwable failure);
}
